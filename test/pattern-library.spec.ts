import { describe, expect, it } from '@jest/globals';
import {
  builtInDefaults,
  createConfigSchema,
  parsePatternConfig,
  type ResolvedPattern,
  testPatterns,
} from '@app/detection';
import { defaultTarget, healActionSchema } from '@app/healing';
import { sourceSchema } from '@app/tailing';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';

const folder = join(import.meta.dirname, '../patterns');
const samples = join(folder, 'samples');
const corpora = join(import.meta.dirname, '../../shared/corpora/loghub');

const library: readonly ResolvedPattern[] = readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .flatMap((name) => {
    const result = parsePatternConfig(
      readFileSync(join(folder, name), 'utf8'),
      createConfigSchema(healActionSchema, sourceSchema),
      { trigger: builtInDefaults, defaultTarget, builtInSources: ['perf', 'security'] },
    );
    if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.problems)}`);
    return result.config.patterns;
  });

interface Sample {
  readonly verdict: 'match' | 'no match';
  readonly line: string;
}

/** Each line of a sample file stands under the verdict that it must get. */
function samplesOf(id: string): readonly Sample[] {
  const lines = readFileSync(join(samples, `${id}.log`), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.flatMap((line, index): Sample[] => {
    const verdict = lines[index - 1]?.slice(2);
    return verdict === 'match' || verdict === 'no match' ? [{ verdict, line }] : [];
  });
}

async function matches(patterns: readonly ResolvedPattern[], text: Readable) {
  return testPatterns(patterns, text, { path: 'sample.log', now: 0 });
}

describe('the pattern library', () => {
  it('has a sample file for each pattern, and a pattern for each sample file', () => {
    const ids = library.map(({ id }) => id).sort();
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      readdirSync(samples)
        .map((name) => basename(name, '.log'))
        .sort(),
    ).toEqual(ids);
  });

  it('only alerts until the operator gives it an action', () => {
    expect(library.filter(({ plan }) => plan.action !== undefined)).toEqual([]);
  });

  describe.each(library.map((pattern) => [pattern.id, pattern] as const))('%s', (id, pattern) => {
    it('has lines that it must match and near misses that it must not', () => {
      expect(new Set(samplesOf(id).map(({ verdict }) => verdict))).toEqual(
        new Set(['match', 'no match']),
      );
    });

    it.each(samplesOf(id))('has for "$line" the verdict: $verdict', async ({ line, verdict }) => {
      const [report] = await matches([pattern], Readable.from([Buffer.from(`${line}\n`)]));
      expect(report?.matchedLines).toBe(verdict === 'match' ? 1 : 0);
    });
  });

  // Real logs of systems that these patterns are not about; read where they are at hand, never shipped.
  const logs = existsSync(corpora)
    ? readdirSync(corpora).filter((name) => name.endsWith('.log'))
    : [];
  (logs.length > 0 ? it.each(logs) : it.skip.each(['no sample logs at hand']))(
    'is quiet about %s',
    async (name) => {
      const reports = await matches(library, createReadStream(join(corpora, name)));
      const loud = reports.filter(({ matchedLines }) => matchedLines > 0);
      expect(loud.map(({ pattern }) => pattern.id)).toEqual([]);
    },
  );
});
