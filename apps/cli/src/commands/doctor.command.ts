import { Inject } from '@nestjs/common';
import { formatProblemOf, loadPatternConfig } from '@app/detection';
import { patternFile } from '@app/pattern-file';
import { listFeatures, platformSettings, type PlatformSettings, readSettings } from '@app/settings';
import { Command, CommandRunner } from 'nest-commander';
import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { ENVIRONMENT, type Environment } from '../environment.js';
import { exitCodes } from '../exit-code.js';
import { settingsDefinitions } from '../settings-definitions.js';
import { Terminal } from '../terminal.js';

@Command({ name: 'doctor', description: 'What is on, what is off, what is wrong' })
export class DoctorCommand extends CommandRunner {
  constructor(
    private readonly terminal: Terminal,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {
    super();
  }

  async run(): Promise<void> {
    const settings = readSettings(settingsDefinitions, this.environment);
    const platform = settings.get(platformSettings.token) as PlatformSettings;
    this.say(true, 'Node.js', process.versions.node);
    for (const [name, folder] of [
      ['data folder', platform.dataDir],
      ['log folder', platform.logDir],
    ] as const) {
      this.say(isWritable(folder), name, folder, 'make it writable for this user');
    }
    const file = patternFile(settings);
    const loaded = await loadPatternConfig(file.path, file.schema, file.defaults);
    if (loaded.ok)
      this.say(
        true,
        'pattern file',
        `${file.path}, ${String(loaded.config.patterns.length)} pattern(s)`,
      );
    else
      for (const problem of loaded.problems)
        this.say(false, 'pattern file', formatProblemOf(file.path, problem));
    for (const { name, on, variable } of listFeatures(settingsDefinitions, this.environment)) {
      this.terminal.data(`${on ? 'on  ' : 'off '} ${name}${on ? '' : `: set ${variable}`}`);
    }
  }

  private say(good: boolean, name: string, detail: string, advice?: string): void {
    this.terminal.data(
      `${good ? 'ok  ' : 'BAD '} ${name}: ${detail}${good || advice === undefined ? '' : `: ${advice}`}`,
    );
    if (!good) process.exitCode = exitCodes.config;
  }
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
