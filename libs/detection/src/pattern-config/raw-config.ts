/** A mapping of the file that may still be anything, with its place. */
export interface RawEntry {
  readonly path: readonly (string | number)[];
  readonly value: Readonly<Record<string, unknown>>;
}

/** The member as a mapping; undefined where it is something else. */
export function child({ path, value }: RawEntry, key: string): RawEntry | undefined {
  const member = value[key];
  return isMapping(member) ? { path: [...path, key], value: member } : undefined;
}

/** The mappings in a list; what else is in it the schema complains about. */
export function children({ path, value }: RawEntry, key: string): RawEntry[] {
  const list = value[key];
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index) =>
    isMapping(entry) ? [{ path: [...path, key, index], value: entry }] : [],
  );
}

/** A text, or the texts of a list, each with its place. */
export function texts(
  { path, value }: RawEntry,
  key: string,
): { readonly path: readonly (string | number)[]; readonly text: string }[] {
  const member = value[key];
  if (typeof member === 'string') return [{ path: [...path, key], text: member }];
  if (!Array.isArray(member)) return [];
  return member.flatMap((entry: unknown, index) =>
    typeof entry === 'string' ? [{ path: [...path, key, index], text: entry }] : [],
  );
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
