import { createHash } from 'node:crypto';
import { checkIds } from './check-ids.js';
import { checkRegexes } from './check-regexes.js';
import { checkServices } from './check-services.js';
import type { CheckContext, ConfigCheck } from './config-check.js';
import { ConfigDocument } from './config-document.js';
import { type ConfigProblem, sortByPlace } from './config-problem.js';
import type { ConfigFile, ConfigSchema } from './config.schema.js';
import { describeIssue } from './describe-issue.js';
import { hideTemplates, showTemplates } from './action-templates.js';
import type { PatternConfig, SourceSpec } from './pattern-config.js';
import { isMapping } from './raw-config.js';
import { readConfigText } from './read-config-text.js';
import { resolveConfig } from './resolve-config.js';
import type { DefaultTarget, TriggerDefaults } from './resolved-trigger.js';

/** What the file builds on. */
export interface ConfigDefaults extends CheckContext {
  /** Where neither a trigger nor the file's `defaults` say otherwise. */
  readonly trigger: TriggerDefaults;
  readonly defaultTarget: DefaultTarget;
}

export type ConfigResult<S extends SourceSpec = SourceSpec> =
  | { readonly ok: true; readonly config: PatternConfig<S> }
  /** Everything that is wrong, in the order of the file; never empty. */
  | {
      readonly ok: false;
      readonly problems: readonly ConfigProblem[];
      /** Of what was read, or of why it could not be: the same trouble, the same digest. */
      readonly digest: string;
    };

const checks: readonly ConfigCheck[] = [checkIds, checkRegexes, checkServices];
/** Where a pattern may use `${capture}` beside its target. */
const MAY_ASK = new Set(['action', 'escalate']);

/** Reads and checks the pattern file. A file that is wrong is an outcome, not an error. */
export async function loadPatternConfig<S extends SourceSpec>(
  path: string,
  schema: ConfigSchema<S>,
  defaults: ConfigDefaults,
): Promise<ConfigResult<S>> {
  const read = await readConfigText(path);
  return read.ok
    ? parsePatternConfig(read.text, schema, defaults)
    : fileProblem(read.message, digestOf(read.message));
}

/** The same, for a text that is already at hand. */
export function parsePatternConfig<S extends SourceSpec>(
  text: string,
  schema: ConfigSchema<S>,
  defaults: ConfigDefaults,
): ConfigResult<S> {
  const digest = digestOf(text);
  const document = parse(text);
  if (!document) return fileProblem('The file nests too deeply to be read.', digest);
  if (document.problems.length > 0) return failure(document.problems, digest);
  if (document.value === null)
    return fileProblem('The file is empty. Begin it with "version: 1".', digest);

  const parsed = schema.safeParse(hidePatternTemplates(document.value));
  const problems = [
    ...(parsed.success ? [] : schemaProblems(document, parsed.error.issues, schema)),
    ...checkProblems(document, defaults),
  ];
  if (!parsed.success || problems.length > 0) return failure(problems, digest);
  const file: ConfigFile<S> = showTemplates(parsed.data);
  const config = resolveConfig(file, defaults.trigger, (action) =>
    showTemplates(defaults.defaultTarget(hideTemplates(action))),
  );
  return { ok: true, config: { ...config, digest } };
}

function parse(text: string): ConfigDocument | undefined {
  try {
    return new ConfigDocument(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Only patterns have captures, so only their actions may ask for them. */
function hidePatternTemplates(value: unknown): unknown {
  if (!isMapping(value) || !Array.isArray(value['patterns'])) return value;
  const patterns = value['patterns'].map((pattern: unknown) =>
    isMapping(pattern)
      ? mapMembers(pattern, (key, member) => (MAY_ASK.has(key) ? hideTemplates(member) : member))
      : pattern,
  );
  return { ...value, patterns };
}

function mapMembers(
  mapping: Readonly<Record<string, unknown>>,
  map: (key: string, member: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(mapping).map(([key, member]) => [key, map(key, member)]),
  );
}

function schemaProblems(
  document: ConfigDocument,
  issues: Parameters<typeof describeIssue>[0][],
  schema: ConfigSchema,
): ConfigProblem[] {
  return issues
    .flatMap((issue) => describeIssue(issue, schema, document.value))
    .map(({ path, key, message }) =>
      key === undefined
        ? document.problemAt(path, message)
        : document.problemAtKey(path, key, message),
    );
}

function checkProblems(document: ConfigDocument, context: CheckContext): ConfigProblem[] {
  if (!isMapping(document.value)) return [];
  const problems: ConfigProblem[] = [];
  for (const check of checks) {
    check(
      { path: [], value: document.value },
      (path, message) => problems.push(document.problemAt(path, message)),
      context,
    );
  }
  return problems;
}

function failure(problems: readonly ConfigProblem[], digest: string): ConfigResult<never> {
  return { ok: false, problems: sortByPlace(problems), digest };
}

function fileProblem(message: string, digest: string): ConfigResult<never> {
  return { ok: false, problems: [{ line: 0, column: 0, path: '', message }], digest };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
