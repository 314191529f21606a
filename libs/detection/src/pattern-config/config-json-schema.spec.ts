import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { sampleConfigSchema } from '../../testing/sample-config.js';
import { configJsonSchema } from './config-json-schema.js';

const badConfigs = join(import.meta.dirname, '../../testing/bad-configs');
const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
  configJsonSchema(sampleConfigSchema),
);

/** What only reading the whole file can tell, or what is no matter of the file's shape. */
const beyondTheSchema = [
  'anchor-bomb.yaml',
  'bad-services.yaml',
  'broken-syntax.yaml',
  'duplicate-ids.yaml',
  'duplicate-key.yaml',
  'exponential-regex.yaml',
  'no-such-capture.yaml',
  'several-documents.yaml',
  'tab-indent.yaml',
  'unknown-anchor.yaml',
  'unknown-references.yaml',
  'unknown-tag.yaml',
];

describe('configJsonSchema', () => {
  it.each(readdirSync(badConfigs).filter((name) => !beyondTheSchema.includes(name)))(
    'refuses %s as the loader does',
    (name) => {
      expect(validate(parse(readFileSync(join(badConfigs, name), 'utf8')))).toBe(false);
    },
  );

  it('accepts what the loader accepts, with a capture where an action wants a service', () => {
    expect(
      validate({
        version: 1,
        defaults: { mode: 'auto' },
        probes: [{ id: 'up', type: 'tcp', port: 1, action: { type: 'GENERAL_RESTART' } }],
        resources: { cpu: {} },
        patterns: [
          {
            id: 'a',
            match: ['(?<s>x)'],
            resetOn: { match: 'ok' },
            action: { type: 'RESTART_SERVICE', service: '${s}' },
          },
        ],
      }),
    ).toBe(true);
    expect(validate.errors).toBeNull();
  });

  it('knows the parameters of each action, everywhere', () => {
    const action = { type: 'RESTART_SERVICE', service: 'a b' };
    expect(validate({ version: 1, patterns: [{ id: 'a', match: 'x', action }] })).toBe(false);
    expect(validate({ version: 1, resources: { cpu: { action } } })).toBe(false);
    expect(validate({ version: 1, probes: [{ id: 'a', type: 'tcp', port: 1, action }] })).toBe(
      false,
    );
  });
});
