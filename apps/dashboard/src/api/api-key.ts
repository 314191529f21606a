const STORED = 'autoheal.api-key';

/** The key of this browser tab. It is gone when the tab is: a shared machine must not keep it. */
export const apiKey = {
  get: (): string | null => sessionStorage.getItem(STORED),
  set: (key: string): void => {
    sessionStorage.setItem(STORED, key);
  },
  forget: (): void => {
    sessionStorage.removeItem(STORED);
  },
};

export function authorization(): Record<string, string> {
  const key = apiKey.get();
  return key === null ? {} : { Authorization: `Bearer ${key}` };
}
