import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { commandWords, passEnv, timeoutMs } from './action-parameters.js';
import { checkDatabase } from './db-health/check-database.js';
import {
  type DatabaseAddress,
  databaseAddress,
  databaseEngines,
} from './db-health/database-address.js';
import { type HealActionSettings, healActionSettings } from './heal-action.settings.js';
import type { HealAction, HealActionDefinition, HealContext, HealOutcome } from './heal-action.js';
import { HealProcess } from './heal-process.js';
import { aborted, done, failure, runOutcome } from './outcome.js';
import { abortReason } from './time-limit.js';

const DEFAULT_TIMEOUT_MS = 10_000;

const schema = z
  .strictObject({
    script: commandWords
      .optional()
      .describe('Program whose exit code 0 means healthy, in place of DB_HEALTH_SCRIPT.'),
    engine: z.enum(databaseEngines).optional().describe('Default: what DATABASE_URL says.'),
    host: z.string().min(1).optional().describe('Default: 127.0.0.1.'),
    port: z.int().min(1).max(65_535).optional().describe("Default: the engine's own port."),
    passEnv,
    timeoutMs,
  })
  .refine(({ script, engine }) => script === undefined || engine === undefined, {
    message: 'must not stand beside script: name one of the two',
    path: ['engine'],
  })
  .refine(({ engine, host, port }) => engine !== undefined || (host ?? port) === undefined, {
    message: 'must name the engine that host and port belong to',
    path: ['engine'],
  });
type Parameters = z.output<typeof schema>;

/** Asks whether the database is alive: by the operator's script, or by its own first words. */
@Injectable()
export class CheckDbHealthAction implements HealAction<Parameters> {
  constructor(
    private readonly process: HealProcess,
    @Inject(healActionSettings.token) private readonly settings: HealActionSettings,
  ) {}

  describe(parameters: Parameters): string {
    const script = this.script(parameters);
    if (script) return `check the database by ${JSON.stringify(script)}`;
    const found = databaseAddress(parameters, this.settings.databaseUrl);
    return found.ok ? `check ${nameOf(found.address)}` : 'check the database (none is named yet)';
  }

  async run(parameters: Parameters, context: HealContext): Promise<HealOutcome> {
    const script = this.script(parameters);
    return script
      ? this.runScript(script, parameters.passEnv, context)
      : this.ask(parameters, context);
  }

  private script({ script, engine }: Parameters): readonly [string, ...string[]] | undefined {
    return script ?? (engine === undefined ? this.settings.dbHealthScript : undefined);
  }

  /** The script is told the database's address, password included: that is what it is for. */
  private async runScript(
    [file, ...args]: readonly [string, ...string[]],
    passEnv: readonly string[] | undefined,
    context: HealContext,
  ): Promise<HealOutcome> {
    const { databaseUrl } = this.settings;
    const env = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
    const result = await this.process.run({ file, args }, context, { passEnv, env });
    const outcome = runOutcome(result, file, context.signal);
    return outcome.ok || outcome.reason !== 'exit-code'
      ? outcome
      : failure('unhealthy', `The database is not healthy: ${outcome.message}`, outcome.output);
  }

  private async ask(parameters: Parameters, context: HealContext): Promise<HealOutcome> {
    const found = databaseAddress(parameters, this.settings.databaseUrl);
    if (!found.ok) return found;
    const name = nameOf(found.address);
    const verdict = await checkDatabase(found.address, context.signal);
    if (!verdict) return silent(name, context.signal);
    return verdict.healthy
      ? done(`${name} ${verdict.detail}.`)
      : failure(
          'unhealthy',
          `${name} ${verdict.detail}. Check that the database runs, and its log.`,
        );
  }
}

function nameOf({ engine, host, port }: DatabaseAddress): string {
  return `${engine} at ${host}:${String(port)}`;
}

/** A database that says nothing in time is ill; that is an answer, not a slow check. */
function silent(name: string, signal: AbortSignal): HealOutcome {
  return abortReason(signal) === 'timeout'
    ? failure(
        'unhealthy',
        `${name} does not answer in time. Check that the database runs, and its log.`,
      )
    : aborted(`The check of ${name}`, signal);
}

export const checkDbHealth: HealActionDefinition<Parameters> = {
  type: 'CHECK_DB_HEALTH',
  schema,
  action: CheckDbHealthAction,
  defaultTimeoutMs: DEFAULT_TIMEOUT_MS,
  risky: false,
  defaultTarget: () => 'database',
};
