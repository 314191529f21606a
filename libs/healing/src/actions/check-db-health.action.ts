import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { commandWords, passEnv, timeoutMs, variableName } from './action-parameters.js';
import {
  brokenLimit,
  checkDatabase,
  databaseAddress,
  databaseEngines,
  healthLimits,
  measurements,
  nameOf,
  type Verdict,
} from '@app/database-health';
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
    urlVariable: variableName
      .optional()
      .describe("Name of the watchdog's variable that holds the address. Default: DATABASE_URL."),
    engine: z.enum(databaseEngines).optional().describe('Default: what the address says.'),
    host: z.string().min(1).optional().describe('Default: 127.0.0.1.'),
    port: z.int().min(1).max(65_535).optional().describe("Default: the engine's own port."),
    ...healthLimits,
    passEnv,
    timeoutMs,
  })
  .refine(({ script, engine }) => script === undefined || engine === undefined, {
    message: 'must not stand beside script: name one of the two',
    path: ['engine'],
  })
  .refine(({ urlVariable, script, engine }) => !urlVariable || (!script && !engine), {
    message: 'must not stand beside script or engine: name one of them',
    path: ['urlVariable'],
  })
  .refine(({ engine, host, port }) => engine !== undefined || (host ?? port) === undefined, {
    message: 'must name the engine that host and port belong to',
    path: ['engine'],
  });
type Parameters = z.output<typeof schema>;

/** Asks a database how it is: by the operator's script, or over its own protocol. */
@Injectable()
export class CheckDbHealthAction implements HealAction<Parameters> {
  constructor(
    private readonly process: HealProcess,
    @Inject(healActionSettings.token) private readonly settings: HealActionSettings,
  ) {}

  describe(parameters: Parameters): string {
    const script = this.script(parameters);
    if (script) return `check the database by ${JSON.stringify(script)}`;
    const found = this.address(parameters);
    return found.ok ? `check ${nameOf(found.address)}` : 'check the database (none is named yet)';
  }

  async run(parameters: Parameters, context: HealContext): Promise<HealOutcome> {
    const script = this.script(parameters);
    return script
      ? this.runScript(script, parameters.passEnv, context)
      : this.ask(parameters, context);
  }

  private script(parameters: Parameters): readonly [string, ...string[]] | undefined {
    const { script, engine, urlVariable } = parameters;
    return script ?? ((engine ?? urlVariable) ? undefined : this.settings.dbHealthScript);
  }

  private address({ urlVariable, ...named }: Parameters) {
    const url = urlVariable === undefined ? this.settings.databaseUrl : process.env[urlVariable];
    return databaseAddress(named, url, urlVariable ?? 'DATABASE_URL');
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
    const found = this.address(parameters);
    if (!found.ok) return failure('invalid-parameters', found.message);
    const name = nameOf(found.address);
    const verdict = await checkDatabase(found.address, context.signal);
    return verdict ? this.judge(name, verdict, parameters) : silent(name, context.signal);
  }

  private judge(name: string, verdict: Verdict, parameters: Parameters): HealOutcome {
    const { detail, trouble } = verdict;
    if (trouble !== undefined) return ill(`${name} ${trouble}`);
    const broken = brokenLimit(verdict, { ...this.settings.dbHealthLimits, ...parameters });
    return broken === undefined
      ? done(`${name} ${detail} (${measurements(verdict)}).`)
      : ill(`${name} ${detail}, but ${broken}`);
  }
}

function ill(what: string): HealOutcome {
  return failure('unhealthy', `${what}. Check that the database runs, and its log.`);
}

/** A database that says nothing in time is ill; that is an answer, not a slow check. */
function silent(name: string, signal: AbortSignal): HealOutcome {
  return abortReason(signal) === 'timeout'
    ? ill(`${name} does not answer in time`)
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
