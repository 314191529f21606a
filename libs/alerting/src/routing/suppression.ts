import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertMessage } from '@app/contracts';
import { SILENCE_STORE, type Silence, type SilenceStore } from '../silences/silence-store.js';
import { ALERT_HISTORY, type AlertHistory, type OpenAlert } from './alert-history.js';
import { type AlertMatchers, fits } from './alert-matchers.js';
import type { AlertRules } from './alert-rules.schema.js';

/** What is open for longer inhibits nothing any more. */
const LONGEST_OPEN_MS = 24 * 3_600_000;
/** In a flapping service these say nothing new; a failure, a loop or an approval does. */
const FLAPPING_KINDS: ReadonlySet<AlertMessage['kind']> = new Set([
  'detected',
  'start',
  'success',
  'recovery',
]);

/** Why an alert is kept but not told. */
@Injectable()
export class Suppression {
  constructor(
    @Inject(SILENCE_STORE) private readonly silences: SilenceStore,
    @Inject(ALERT_HISTORY) private readonly history: AlertHistory,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @returns undefined when it is to be told */
  async reasonFor(message: AlertMessage, rules: AlertRules): Promise<string | undefined> {
    return (
      (await this.silenced(message)) ??
      (await this.inhibited(message, rules)) ??
      (await this.flapping(message, rules))
    );
  }

  private async silenced(message: AlertMessage): Promise<string | undefined> {
    const active = await this.silences.active(new Date(this.clock.now()).toISOString());
    const silence = active.find(({ matchers }) => fits(listed(matchers), message));
    return silence && `silenced until ${silence.endsAt} (${silence.id}): ${silence.reason}`;
  }

  private async inhibited(
    message: AlertMessage,
    { inhibit }: AlertRules,
  ): Promise<string | undefined> {
    const rules = inhibit.filter(({ target }) => fits(target, message));
    if (rules.length === 0) return undefined;
    const open = await this.history.open(this.clock.now() - LONGEST_OPEN_MS);
    const source = open.find((alert) =>
      rules.some(
        (rule) =>
          // As in Alertmanager, what is both source and target does not inhibit itself.
          !fits(rule.target, alert) &&
          fits(rule.source, alert) &&
          agree(rule.equal, alert, message),
      ),
    );
    return source && `inhibited by ${source.kind} of ${source.service} (${source.incidentId})`;
  }

  private async flapping(
    message: AlertMessage,
    { flapping: { recoveries, windowSeconds } }: AlertRules,
  ): Promise<string | undefined> {
    if (message.severity === 'critical' || !FLAPPING_KINDS.has(message.kind)) return undefined;
    if (message.kind === 'recovery' && (await this.isToldOf(message))) return undefined;
    const count = await this.recoveries(message, windowSeconds);
    return count < recoveries
      ? undefined
      : `flapping: ${String(count)} recoveries in ${String(windowSeconds)} s`;
  }

  /** What the last recovery before damping says of it; undefined for all others. */
  async dampingNote(
    message: AlertMessage,
    { flapping: { recoveries, windowSeconds } }: AlertRules,
  ): Promise<string | undefined> {
    if (message.kind !== 'recovery') return undefined;
    const count = 1 + (await this.recoveries(message, windowSeconds));
    return count < recoveries
      ? undefined
      : `it flaps (${String(count)} recoveries in ${String(windowSeconds)} s): starts and recoveries are no longer told until it is calmer`;
  }

  /** Whoever heard of the problem hears of its end. */
  private async isToldOf({ incidentId }: AlertMessage): Promise<boolean> {
    return (await this.history.toldChannels(incidentId)).length > 0;
  }

  private recoveries(message: AlertMessage, windowSeconds: number): Promise<number> {
    return this.history.recoveries(message, this.clock.now() - windowSeconds * 1_000);
  }
}

function agree(fields: readonly ('service' | 'pattern')[], a: OpenAlert, b: AlertMessage): boolean {
  return fields.every((field) => a[field] === b[field]);
}

function listed({ service, pattern, severity, kind }: Silence['matchers']): AlertMatchers {
  return {
    ...(service === undefined ? {} : { service: [service] }),
    ...(pattern === undefined ? {} : { pattern: [pattern] }),
    ...(severity === undefined ? {} : { severity: [severity] }),
    ...(kind === undefined ? {} : { kind: [kind] }),
  };
}
