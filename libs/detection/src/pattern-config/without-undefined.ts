type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only the members that are set, so that spreading the result never overwrites a default. */
export function withoutUndefined<T extends object>(members: T | undefined): Defined<T> {
  return Object.fromEntries(
    Object.entries(members ?? {}).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
