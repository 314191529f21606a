import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { AlertMessage } from '@app/contracts';
import { createHash } from 'node:crypto';
import { AlertChannels } from '../channels/alert-channels.js';
import type { AlertPlan, PlannedDelivery } from '../delivery/alert-store.js';
import { ALERT_HISTORY, type AlertHistory } from './alert-history.js';
import { fits } from './alert-matchers.js';
import { AlertRulesFile } from './alert-rules-file.js';
import { type AlertRoute, type AlertRules, alertRulesSchema } from './alert-rules.schema.js';
import { quietUntil } from './quiet-hours.js';
import { Suppression } from './suppression.js';

/** For what no route takes. */
const [anyway] = alertRulesSchema.parse({ version: 1, routes: [{}] }).routes;

/** Decides where an alert goes, and when. */
@Injectable()
export class AlertPlanner {
  constructor(
    @Inject(ALERT_HISTORY) private readonly history: AlertHistory,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly channels: AlertChannels,
    private readonly rules: AlertRulesFile,
    private readonly suppression: Suppression,
  ) {}

  /** @returns undefined when nobody needs to hear of it */
  async plan(message: AlertMessage): Promise<AlertPlan | undefined> {
    const rules = this.rules.current();
    const dedupKey = keyOf(message);
    const suppressed = await this.suppression.reasonFor(message, rules);
    const repeated = suppressed === undefined ? await this.history.lastTold(dedupKey) : undefined;
    const everywhere = this.routed(message, rules);
    const routed =
      suppressed === undefined ? await this.onlyToTold(message, everywhere) : everywhere;
    if (routed.length === 0) return undefined;
    const deliveries = routed.map(({ channel, route }) =>
      this.delivery(channel, route, message, rules, suppressed ?? this.tooSoon(route, repeated)),
    );
    const note = repeatNote(repeated) ?? (await this.suppression.dampingNote(message, rules));
    return { deliveries, dedupKey, ...(note === undefined ? {} : { note }) };
  }

  private routed(
    message: AlertMessage,
    { routes }: AlertRules,
  ): { readonly channel: string; readonly route: AlertRoute }[] {
    const enabled = this.channels.enabled().map(({ id }) => id);
    const found = new Map<string, AlertRoute>();
    for (const route of [...routes, ...(anyway ? [anyway] : [])]) {
      if (!fits(route.match, message)) continue;
      for (const channel of route.channels ?? enabled)
        if (enabled.includes(channel) && !found.has(channel)) found.set(channel, route);
      if (!route.continue) break;
    }
    return [...found].map(([channel, route]) => ({ channel, route }));
  }

  /** A recovery never comes without its problem. */
  private async onlyToTold<T extends { readonly channel: string }>(
    { kind, incidentId }: AlertMessage,
    routed: readonly T[],
  ): Promise<readonly T[]> {
    if (kind !== 'recovery') return routed;
    const told = await this.history.toldChannels(incidentId);
    return routed.filter(({ channel }) => told.includes(channel));
  }

  private tooSoon(
    { repeatSeconds }: AlertRoute,
    told: { readonly at: number } | undefined,
  ): string | undefined {
    if (!told || this.clock.now() - told.at >= repeatSeconds * 1_000) return undefined;
    const again = new Date(told.at + repeatSeconds * 1_000).toISOString();
    return `a repeat; told again after ${again}`;
  }

  private delivery(
    channel: string,
    route: AlertRoute,
    message: AlertMessage,
    rules: AlertRules,
    suppressed: string | undefined,
  ): PlannedDelivery {
    const now = this.clock.now();
    if (suppressed !== undefined) return { channel, dueAt: now, suppressed };
    if (message.severity === 'critical') return { channel, dueAt: now };
    const hours = rules.quietHours.find(({ name }) => name === route.quiet);
    const quiet = hours && quietUntil(hours, rules.timeZone, now);
    if (quiet !== undefined) return { channel, dueAt: quiet, groupKey: `quiet:${String(quiet)}` };
    if (!route.groupBy) return { channel, dueAt: now };
    const group = route.groupBy.map((field) => message[field] ?? '');
    return {
      channel,
      dueAt: now + route.groupWaitSeconds * 1_000,
      groupKey: `group:${JSON.stringify(group)}`,
    };
  }
}

/** What is the same alert while an incident lasts. */
function keyOf({ kind, service, pattern, headline, incidentId }: AlertMessage): string {
  const same = JSON.stringify([kind, service, pattern ?? '', headline, incidentId]);
  return createHash('sha256').update(same).digest('hex').slice(0, 32);
}

function repeatNote(told: { readonly since: number } | undefined): string | undefined {
  return told && told.since > 0
    ? `${String(told.since)} repeats since the last were not told`
    : undefined;
}
