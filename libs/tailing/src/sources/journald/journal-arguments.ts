/** Which entries of the journal are meant. */
export interface JournalChoice {
  readonly units: readonly string[];
  /** `FIELD=value`, as journalctl takes them: of one field any, of several fields all. */
  readonly matches: readonly string[];
  /** The most harmless that is wanted; undefined for all. */
  readonly priority: string | undefined;
  /** Absolute; undefined for the journal of this machine. */
  readonly folder: string | undefined;
}

/** Where to begin: after an entry, or with what came since a moment, in milliseconds since the epoch. */
export type JournalStart = { readonly cursor: string } | { readonly sinceMs: number | undefined };

/** Words for journalctl: entries as lines of JSON, then new ones as they come. Long messages are told whole. */
export function journalArguments(choice: JournalChoice, start: JournalStart): string[] {
  const { units, matches, priority, folder } = choice;
  return [
    '--output=json',
    '--output-fields=MESSAGE',
    '--all',
    '--follow',
    '--no-tail',
    ...(folder === undefined ? [] : [`--directory=${folder}`]),
    ...begin(start),
    ...units.map((unit) => `--unit=${unit}`),
    ...(priority === undefined ? [] : [`--priority=${priority}`]),
    ...matches,
  ];
}

function begin(start: JournalStart): string[] {
  if ('cursor' in start) return [`--after-cursor=${start.cursor}`];
  return start.sinceMs === undefined ? [] : [`--since=@${String(start.sinceMs / 1_000)}`];
}
