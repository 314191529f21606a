import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyTextEdits } from './edits/text-edit.js';
import { proposeRepairs, type RepairCandidate } from './propose-repairs.js';
import { noProject } from './scene/project-view.js';

const ROOT = join(import.meta.dirname, '../../..');
const FILES = globSync(['libs/*/src/**/*.ts', 'apps/*/src/**/*.ts', 'examples/**/*.js'], {
  cwd: ROOT,
});
const MESSAGES = [
  "Cannot read properties of undefined (reading 'length')",
  "Cannot read properties of null (reading 'map')",
  "Cannot set properties of undefined (setting 'value')",
  "Cannot destructure property 'a' of 'b' as it is undefined.",
  'undefined is not iterable (cannot read property Symbol(Symbol.iterator))',
  'Cannot convert undefined or null to object',
  'map is not a function',
  'this.clock.now is not a function',
  'Unexpected end of JSON input',
  'Invalid URL',
  'context is not defined',
  "Cannot access 'found' before initialization",
  'Assignment to constant variable.',
  'Reduce of empty array with no initial value',
  'Maximum call stack size exceeded',
  'Cannot mix BigInt and other types, use explicit conversions',
  "Cannot find module './x' imported from /p/y.js",
  'require is not defined in ES module scope',
  'Invalid time value',
];

interface Somewhere {
  readonly file: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly windows: boolean;
}

/** Any error, at any place of any file of this project. */
const somewhere: fc.Arbitrary<Somewhere> = fc.record({
  file: fc.constantFrom(...FILES),
  message: fc.oneof(fc.constantFrom(...MESSAGES), fc.string()),
  line: fc.integer({ min: 0, max: 200 }),
  column: fc.integer({ min: 0, max: 120 }),
  windows: fc.boolean(),
});

function sourceOf({ file, windows }: Somewhere): string {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return windows ? text.replaceAll('\n', '\r\n') : text;
}

function propose(where: Somewhere): Promise<readonly RepairCandidate[]> {
  const { file, message, line, column } = where;
  const errors = [{ message, places: [{ line, column }] }];
  return proposeRepairs({ filePath: file, source: sourceOf(where), project: noProject, errors });
}

describe('what is proposed for any error anywhere', () => {
  it('never breaks, ranks from the likeliest down, and is never proposed twice', async () => {
    await fc.assert(
      fc.asyncProperty(somewhere, async (where) => {
        const candidates = await propose(where);
        const scores = candidates.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
        expect(new Set(candidates.map(({ text }) => text)).size).toBe(candidates.length);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves everything around its edits byte for byte, and keeps the line ends', async () => {
    await fc.assert(
      fc.asyncProperty(somewhere, async (where) => {
        const source = sourceOf(where);
        for (const { edits, text } of await propose(where)) {
          expect(text).toBe(applyTextEdits(source, edits));
          if (where.windows) expect(text).not.toMatch(/(?<!\r)\n/);
          const kept = edits.reduce(
            (length, { start, end }) => length - (end - start),
            source.length,
          );
          const added = edits.reduce((length, edit) => length + edit.text.length, 0);
          expect(text.length).toBe(kept + added);
        }
      }),
      { numRuns: 60 },
    );
  });
});
