import { Inject, Injectable, Optional } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { PROBE_CHECKER, type ProbeChecker } from '../../../verification/probe-checker.js';
import type { HealFailure } from '../../heal-action.js';
import { aborted, failure } from '../../outcome.js';
import { ServiceManagers } from '../../services/service-managers.js';
import { askHttp } from './ask-http.js';
import type { ReleaseRun } from './release-run.js';
import { type StepFailure, stepFailure } from './release-step.js';
import type { ReleaseServiceOptions } from './release.schema.js';
import { type HealthLook, staysHealthy } from './stays-healthy.js';

const ANSWER_LIMIT_MS = 5_000;

type Found =
  { readonly ok: true; readonly services: readonly ReleaseServiceOptions[] } | HealFailure;

/** The services that run the live release. */
@Injectable()
export class LiveServices {
  constructor(
    private readonly managers: ServiceManagers,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() @Inject(PROBE_CHECKER) private readonly probes?: ProbeChecker,
  ) {}

  /** Those that may be restarted: one that an operator stopped stays stopped, whatever is released. */
  async find(run: ReleaseRun): Promise<Found> {
    const found: ReleaseServiceOptions[] = [];
    let refused: HealFailure | undefined;
    for (const one of run.options.services) {
      const look = await this.managers.get(one.manager).look(one.service, run.context);
      if (look.ok) found.push(one);
      else if (look.reason !== 'refused') return look;
      else run.say((refused = look).message);
    }
    return found.length === 0 && refused ? refused : { ok: true, services: found };
  }

  /** One after the other; the first that does not come up ends it. */
  async reload(run: ReleaseRun): Promise<{ readonly ok: true } | StepFailure> {
    for (const { manager, service } of run.options.services) {
      run.say(`[reload] ${service}`);
      const outcome = await this.managers.get(manager).restart(service, run.context);
      run.keep(outcome.output);
      if (!outcome.ok) return stepFailure('reload', outcome);
    }
    return { ok: true };
  }

  /** Waits for health, then watches that it lasts. */
  async watch(
    run: ReleaseRun,
    watchSeconds = run.options.health.watchSeconds,
  ): Promise<{ readonly ok: true } | StepFailure> {
    const { context, options } = run;
    const window = { ...options.health, watchSeconds };
    const ill = await staysHealthy(this.look(run), window, this.clock, context.signal);
    if (ill === undefined) return { ok: true };
    return stepFailure(
      'watch',
      context.signal.aborted
        ? aborted('The watch over its health', context.signal)
        : failure('unhealthy', `${ill}.`),
    );
  }

  /** Asks everything that says something of health. A process that was replaced between two looks has crashed. */
  look(run: ReleaseRun): HealthLook {
    const identities = new Map<string, string>();
    return async () => {
      for (const { manager, service } of run.options.services) {
        const seen = await this.managers.get(manager).look(service, run.context);
        if (!seen.ok) return seen.message.replace(/\.$/, '');
        if (!seen.up) return `${service} is not up (${seen.detail})`;
        const before = identities.get(service) ?? seen.identity;
        identities.set(service, seen.identity);
        if (before !== seen.identity) return `${service} crashed and was started again`;
      }
      return (await this.askUrl(run)) ?? (await this.askProbe(run));
    };
  }

  private async askUrl({ options, context }: ReleaseRun): Promise<string | undefined> {
    const { url } = options.health;
    return url === undefined ? undefined : askHttp(url, ANSWER_LIMIT_MS, context.signal);
  }

  private async askProbe({ options }: ReleaseRun): Promise<string | undefined> {
    const { probe } = options.health;
    if (probe === undefined) return undefined;
    const health = (await this.probes?.check(probe)) ?? 'unknown';
    return health === 'ok' ? undefined : `the probe ${probe} says ${health}`;
  }
}
