import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConfiguration } from './check-configuration.js';

const PATTERNS = "version: 1\npatterns:\n  - { id: crash, match: 'ERROR crash' }\n";

describe('checkConfiguration', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-config-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const environment = (more: Record<string, string> = {}): Record<string, string> => ({
    AUTOHEAL_PROJECT_ROOT: folder,
    ERROR_PATTERNS_CONFIG: write('error-patterns.yaml', PATTERNS),
    ...more,
  });

  it('finds nothing wrong with a pattern file alone', async () => {
    expect(await checkConfiguration(environment())).toEqual([]);
  });

  it('names what is wrong with patterns, alerts and pipeline at once, each with its file', async () => {
    const problems = await checkConfiguration({
      ...environment({
        ALERTS_CONFIG: write('alerts.yaml', 'version: 2\n'),
        CODEX_PIPELINE: write('pipeline.yaml', 'tasks: 7\n'),
      }),
      ERROR_PATTERNS_CONFIG: write('bad.yaml', 'version: 1\npatterns: 7\n'),
    });
    for (const name of ['bad.yaml:2:', 'alerts.yaml:1:10 version', 'pipeline.yaml:1:'])
      expect(problems).toContainEqual(expect.stringContaining(name));
  });

  it('checks files also where variables are wrong', async () => {
    const ALERTS_CONFIG = write('alerts.yaml', 'version: 2\n');
    expect(
      await checkConfiguration(
        environment({ API_KEY: '', OPENAI_TIMEOUT_MS: 'soon', ALERTS_CONFIG }),
      ),
    ).toEqual([
      expect.stringContaining('OPENAI_TIMEOUT_MS=soon'),
      expect.stringContaining('alerts.yaml:1:10 version'),
    ]);
  });

  it('takes the pipeline of the project where none is named', async () => {
    write('codex-pipeline.yaml', 'tasks: 7\n');
    expect(await checkConfiguration(environment())).toContainEqual(
      expect.stringContaining('codex-pipeline.yaml:1:'),
    );
  });
});
