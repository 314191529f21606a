import { describe, expect, it } from '@jest/globals';
import { alertRulesJsonSchema, parseAlertRules } from '@app/alerting';
import {
  builtInDefaults,
  configJsonSchema,
  createConfigSchema,
  formatProblem,
  parsePatternConfig,
} from '@app/detection';
import { defaultTarget, healActionSchema } from '@app/healing';
import { parsePipeline, pipelineJsonSchema } from '@app/openai-operator';
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

describe('the published schema of the pipeline file', () => {
  const file = join(root, 'schemas/pipeline.schema.json');
  const current = `${JSON.stringify(pipelineJsonSchema(), null, 2)}\n`;
  if (process.env['UPDATE_SCHEMAS'] === '1') writeFileSync(file, current);
  const accepts = new Ajv2020({ strict: false }).compile(
    JSON.parse(readFileSync(file, 'utf8')) as object,
  );

  it('is what the code accepts; else run this test with UPDATE_SCHEMAS=1', () => {
    expect(readFileSync(file, 'utf8')).toBe(current);
  });

  it('accepts the shipped pipeline', () => {
    accepts(parse(readFileSync(join(root, 'codex-pipeline.yaml'), 'utf8')));
    expect(accepts.errors).toBeNull();
  });

  it.each([
    ['a command', '{ name: a, run: x, in: project, secrets: [TOKEN], timeoutSeconds: 5 }', true],
    ['a step', '{ name: a, uses: target, with: { file: x }, needs: [b] }', true],
    [
      'an option that is filled in',
      "{ name: a, uses: eslint, with: { timeoutSeconds: '${{ env.CODEX_TEST_COMMAND }}' } }",
      true,
    ],
    ['a search', '{ name: a, rounds: 2, tasks: [{ name: c, run: x }] }', true],
    ['an unknown step', '{ name: a, uses: magic }', false],
    ['a missing option', '{ name: a, uses: target }', false],
    ['an unknown option', '{ name: a, uses: target, with: { file: x, colour: red } }', false],
    [
      'an option of the wrong kind',
      '{ name: a, uses: eslint, with: { timeoutSeconds: soon } }',
      false,
    ],
    ['two kinds in one', '{ name: a, run: x, uses: workspace }', false],
    ['a search in a search', '{ name: a, tasks: [{ name: c, tasks: [] }] }', false],
    ['a bad name', '{ name: Not Good, run: x }', false],
  ])('agrees with the loader on %s', (_what, task, valid) => {
    const text = `version: 1\ntasks: [{ name: b, run: x }, ${task}]`;
    expect(parsePipeline(text).ok).toBe(valid);
    expect(accepts(parse(text))).toBe(valid);
  });
});

describe('the published schema of the alert rules', () => {
  const file = join(root, 'schemas/alerts.schema.json');
  const current = `${JSON.stringify(alertRulesJsonSchema(), null, 2)}\n`;
  if (process.env['UPDATE_SCHEMAS'] === '1') writeFileSync(file, current);
  const accepts = new Ajv2020({ strict: false }).compile(
    JSON.parse(readFileSync(file, 'utf8')) as object,
  );
  const channels = ['discord', 'slack'];

  it('is what the code accepts; else run this test with UPDATE_SCHEMAS=1', () => {
    expect(readFileSync(file, 'utf8')).toBe(current);
  });

  it('accepts the example, as the loader does', () => {
    const text = readFileSync(join(root, 'examples/alerts.yaml'), 'utf8');
    expect(parseAlertRules(text, channels)).toMatchObject({ ok: true });
    accepts(parse(text));
    expect(accepts.errors).toBeNull();
  });

  it.each([
    ['a negative time', 'routes: [{ repeatSeconds: -1 }]'],
    ['an unknown matcher', 'routes: [{ match: { colour: red } }]'],
    ['an unknown severity', 'routes: [{ match: { severity: [fatal] } }]'],
    ['a time that is none', "quietHours: [{ name: n, from: '25:00', to: '07:00' }]"],
  ])('refuses %s, as the loader does', (_what, body) => {
    const text = `version: 1\n${body}`;
    expect(parseAlertRules(text, channels).ok).toBe(false);
    expect(accepts(parse(text))).toBe(false);
  });
});
