import { Inject } from '@nestjs/common';
import { formatProblemOf, loadPatternConfig } from '@app/detection';
import { patternFile, type WatchedPatternFile } from '@app/pattern-file';
import { listFeatures, platformSettings, type PlatformSettings, readSettings } from '@app/settings';
import { Command, CommandRunner, Option } from 'nest-commander';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { settingsDefinitions } from '../settings-definitions.js';
import { Terminal } from '../terminal.js';

interface Check {
  readonly ok: boolean;
  readonly name: string;
  readonly detail: string;
  /** What would make it good. */
  readonly advice?: string;
}

@Command({ name: 'doctor', description: 'What is on, what is off, what is wrong' })
export class DoctorCommand extends CommandRunner {
  constructor(
    private readonly terminal: Terminal,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run(_arguments: string[], { json = false }: { json?: boolean }): Promise<void> {
    const settings = readSettings(settingsDefinitions, this.environment);
    const checks = [
      { ok: true, name: 'Node.js', detail: process.versions.node },
      ...folderChecks(settings.get(platformSettings.token) as PlatformSettings),
      ...(await patternFileChecks(patternFile(settings))),
    ];
    const features = listFeatures(settingsDefinitions, this.environment);
    if (json) this.terminal.json({ checks, features });
    else this.print(checks, features);
    if (checks.some(({ ok }) => !ok)) process.exitCode = exitCodes.config;
  }

  @Option({ flags: '--json', description: 'as JSON' })
  parseJson(): boolean {
    return true;
  }

  private print(checks: readonly Check[], features: ReturnType<typeof listFeatures>): void {
    for (const { ok, name, detail, advice } of checks)
      this.terminal.data(
        `${ok ? 'ok  ' : 'BAD '} ${name}: ${detail}${advice === undefined ? '' : `: ${advice}`}`,
      );
    for (const { name, on, variable } of features)
      this.terminal.data(`${on ? 'on  ' : 'off '} ${name}${on ? '' : `: set ${variable}`}`);
  }
}

function folderChecks({ dataDir, logDir }: PlatformSettings): Check[] {
  const folders = [
    ['data folder', dataDir],
    ['log folder', logDir],
  ] as const;
  return folders.map(([name, detail]) =>
    isWritable(detail)
      ? { ok: true, name, detail }
      : { ok: false, name, detail, advice: 'make it writable for this user' },
  );
}

async function patternFileChecks({ path, schema, defaults }: WatchedPatternFile): Promise<Check[]> {
  const name = 'pattern file';
  const loaded = await loadPatternConfig(path, schema, defaults);
  if (!loaded.ok)
    return loaded.problems.map((problem) => ({
      ok: false,
      name,
      detail: formatProblemOf(path, problem),
    }));
  const { length } = loaded.config.patterns;
  return [{ ok: true, name, detail: `${path}, ${String(length)} pattern(s)` }];
}

/** A folder that is not there yet can be made where its parent is writable. */
function isWritable(folder: string): boolean {
  const existing = existsSync(folder) ? folder : dirname(folder);
  try {
    accessSync(existing, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
