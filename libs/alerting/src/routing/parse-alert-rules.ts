import { type Document, LineCounter, parseDocument } from 'yaml';
import { type AlertRules, alertRulesSchema } from './alert-rules.schema.js';

export type AlertRulesResult =
  | { readonly ok: true; readonly rules: AlertRules }
  /** Everything that is wrong, each as `line:column place: what`, in the order of the file. */
  | { readonly ok: false; readonly problems: readonly string[] };

const MAX_ALIASES = 20;

/** What holds without a file. */
export const defaultAlertRules: AlertRules = alertRulesSchema.parse({ version: 1 });

/** @param channels the ids that a route may name */
export function parseAlertRules(text: string, channels: readonly string[]): AlertRulesResult {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos: [start] }) => {
      const { line, col } = lines.linePos(start);
      return `${String(line)}:${String(col)} ${message.split('\n')[0] ?? message}`;
    });
    return { ok: false, problems };
  }
  const parsed = alertRulesSchema.safeParse(document.toJS({ maxAliasCount: MAX_ALIASES }));
  const issues = parsed.success ? unknownChannels(parsed.data, channels) : parsed.error.issues;
  if (parsed.success && issues.length === 0) return { ok: true, rules: parsed.data };
  return { ok: false, problems: inOrder(document, lines, issues) };
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function unknownChannels({ routes }: AlertRules, known: readonly string[]): Issue[] {
  return routes.flatMap(({ channels = [] }, route) =>
    channels.flatMap((channel, index) =>
      known.includes(channel)
        ? []
        : [
            {
              path: ['routes', route, 'channels', index],
              message: `"${channel}" is no channel; there are ${known.join(', ')}`,
            },
          ],
    ),
  );
}

function inOrder(document: Document, lines: LineCounter, issues: readonly Issue[]): string[] {
  return issues
    .map(({ path, message }) => ({ path, message, ...placeOf(document, lines, path) }))
    .sort((a, b) => a.line - b.line || a.col - b.col)
    .map(
      ({ line, col, path, message }) =>
        `${String(line)}:${String(col)} ${path.map(String).join('.')}: ${message}`,
    );
}

/** Line and column of the deepest node on the path that exists. */
function placeOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]) {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true) as
      { range?: [number, number, number] } | undefined;
    if (node?.range) return lines.linePos(node.range[0]);
  }
  return { line: 1, col: 1 };
}
