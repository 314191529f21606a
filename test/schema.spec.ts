import { describe, expect, it } from '@jest/globals';
import {
  builtInDefaults,
  configJsonSchema,
  createConfigSchema,
  formatProblem,
  parsePatternConfig,
} from '@app/detection';
import { defaultTarget, healActionSchema } from '@app/healing';
import { sourceSchema } from '@app/tailing';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const published = join(root, 'schemas/error-patterns.schema.json');
const schema = createConfigSchema(healActionSchema, sourceSchema);
const generated = `${JSON.stringify(configJsonSchema(schema), null, 2)}\n`;
// Set it to write the file anew after a change of an action, a source or the pattern file.
if (process.env['UPDATE_SCHEMAS'] === '1') writeFileSync(published, generated);

const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync(published, 'utf8')) as object,
);
const defaults = {
  trigger: builtInDefaults,
  defaultTarget,
  builtInSources: ['perf', 'security'],
};
const problemsOf = (text: string): string[] => {
  const result = parsePatternConfig(text, schema, defaults);
  return result.ok ? [] : result.problems.map(formatProblem);
};
const yamlFiles = (folder: string): string[] =>
  readdirSync(join(root, folder))
    .filter(
      (name) => name.endsWith('patterns.yaml') || (folder === 'patterns' && name.endsWith('.yaml')),
    )
    .map((name) => `${folder}/${name}`);

describe('the published schema of the pattern file', () => {
  it('is what the code accepts; else run this test with UPDATE_SCHEMAS=1', () => {
    expect(readFileSync(published, 'utf8')).toBe(generated);
  });

  it.each([...yamlFiles('examples'), ...yamlFiles('patterns')])(
    'accepts %s, as the loader does',
    (name) => {
      const text = readFileSync(join(root, name), 'utf8').replaceAll('${SHOP_PORT}', '3000');
      expect(problemsOf(text)).toEqual([]);
      validate(parse(text));
      expect(validate.errors).toBeNull();
    },
  );

  it.each([
    ['RESTART_SERVICE', '{ type: RESTART_SERVICE, service: "${service}" }'],
    ['GENERAL_RESTART', '{ type: GENERAL_RESTART }'],
    ['CODEX_FIX_FILE', '{ type: CODEX_FIX_FILE }'],
    ['CHECK_DB_HEALTH', '{ type: CHECK_DB_HEALTH }'],
    ['RUN_COMMAND', '{ type: RUN_COMMAND, command: [systemctl, restart, "${service}"] }'],
  ])('knows %s with its parameters, and no others', (_type, action) => {
    const pattern = (body: string) =>
      `version: 1\npatterns: [{ id: a, match: '(?<service>x)', action: ${body} }]`;
    expect(problemsOf(pattern(action))).toEqual([]);
    validate(parse(pattern(action)));
    expect(validate.errors).toBeNull();

    const wrong = pattern(action.replace(' }', ', colour: red }'));
    expect(problemsOf(wrong)).toHaveLength(1);
    expect(validate(parse(wrong))).toBe(false);
  });

  it.each([
    ['an unknown action', 'patterns: [{ id: a, match: x, action: { type: REBOOT } }]'],
    ['an unknown source', 'sources: [{ id: a, type: carrier-pigeon }]'],
    ['a source without a path', 'sources: [{ id: a }]'],
    ['an unknown probe', 'probes: [{ id: a, type: telepathy }]'],
    ['an unknown mode', 'defaults: { mode: yolo }'],
  ])('refuses %s, as the loader does', (_what, body) => {
    const text = `version: 1\n${body}`;
    expect(problemsOf(text)).not.toEqual([]);
    expect(validate(parse(text))).toBe(false);
  });
});
