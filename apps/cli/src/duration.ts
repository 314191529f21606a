const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const DURATION = /^(\d{1,6})([smhd])$/;

/** "90s", "30m", "2h" or "1d" in milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, amount = '', unit] = DURATION.exec(text) ?? [];
  return unit === undefined ? undefined : Number(amount) * UNITS[unit as keyof typeof UNITS];
}
