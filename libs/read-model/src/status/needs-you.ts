import { type WatchdogLiveness, type WatchdogStatus } from '@app/contracts';
import type { HealRecord } from '../heals/heal-reader.js';
import type { UnattendedIncident } from '../incidents/incident-reader.js';
import type { LoopView } from '../loops/loop-view.js';
import { actionText } from '../story/sentence.js';
import type { NeedsYou } from './status-view.js';

/** A code fix that waits until a person applies it. */
export interface ProposedFix {
  /** That of its repair. */
  readonly id: string;
  readonly filePath: string;
  readonly incidentId: string | null;
  readonly proposedAt: string;
  readonly expiresAt: string;
}

export interface StatusFacts {
  readonly watchdog: WatchdogStatus | undefined;
  readonly liveness: WatchdogLiveness;
  readonly unfinished: readonly HealRecord[];
  readonly loops: readonly LoopView[];
  readonly proposals: readonly ProposedFix[];
  readonly unattended: readonly UnattendedIncident[];
  /** ISO 8601, UTC. */
  readonly now: string;
}

/** What only a person can settle, the most pressing first. */
export function needsYou(facts: StatusFacts): readonly NeedsYou[] {
  return [
    ...watchdogNeeds(facts),
    ...facts.loops.filter(({ state }) => state === 'open').map((loop) => loopNeed(loop, facts.now)),
    ...facts.unfinished
      .filter(({ summary }) => summary.status === 'awaiting-approval')
      .map(approvalNeed),
    ...facts.proposals.filter(({ expiresAt }) => expiresAt > facts.now).map(fixNeed),
    ...facts.unattended
      .filter(
        ({ view }) => !facts.loops.some(({ key, state }) => key === view.key && state === 'open'),
      )
      .map(incidentNeed),
    ...configNeeds(facts),
  ];
}

const WATCHDOG_NEEDS = {
  'never-started': 'The watchdog has never run here',
  silent: 'The watchdog does not answer',
  stopped: 'The watchdog is stopped',
} as const;

function watchdogNeeds({ liveness, watchdog, now }: StatusFacts): readonly NeedsYou[] {
  if (liveness === 'running') return [];
  const at = watchdog?.stoppedAt ?? watchdog?.lastTickAt ?? now;
  const detail =
    liveness === 'silent'
      ? `No sign of life since ${at}. Look at its log, and start it again.`
      : 'Nothing is watched. Start it with: npm run watchdog:start';
  return [{ kind: 'watchdog', title: WATCHDOG_NEEDS[liveness], detail, at }];
}

function loopNeed({ key, target, actionType, retryAt, heals }: LoopView, now: string): NeedsYou {
  return {
    kind: 'loop',
    title: `${target}: ${actionType} does not help and is paused`,
    detail: `${String(heals)} heals did not help. Inspect ${target}, then reset the loop.${retryAt === undefined ? '' : ` One trial follows at ${retryAt.slice(11, 16)} UTC.`}`,
    at: now,
    loopKey: key,
  };
}

function approvalNeed({ summary, expiresAt }: HealRecord): NeedsYou {
  const { id, incidentId, service, action, reason, requestedAt } = summary;
  return {
    kind: 'approval',
    title: `${service}: ${actionText(action)} waits for approval`,
    detail: `${reason}${expiresAt === undefined ? '' : ` Expires at ${expiresAt}.`}`,
    at: requestedAt,
    healId: id,
    incidentId,
  };
}

function fixNeed({ id, filePath, incidentId, proposedAt, expiresAt }: ProposedFix): NeedsYou {
  return {
    kind: 'fix',
    title: `A code fix of ${filePath} waits for approval`,
    detail: `It passed its gate. Look at it, then apply it. Expires at ${expiresAt}.`,
    at: proposedAt,
    repairId: id,
    ...(incidentId === null ? {} : { incidentId }),
  };
}

function incidentNeed({ view, skipped }: UnattendedIncident): NeedsYou {
  return {
    kind: 'incident',
    title: `${view.service}: ${view.title}`,
    detail: skipped?.detail ?? 'Nothing heals this by itself.',
    at: view.openedAt,
    incidentId: view.id,
  };
}

function configNeeds({ watchdog, now }: StatusFacts): readonly NeedsYou[] {
  const [first, ...more] = watchdog?.report.problems ?? [];
  if (first === undefined) return [];
  const others = more.length === 0 ? '' : ` and ${String(more.length)} more`;
  return [
    {
      kind: 'config',
      title: 'The pattern file has problems; the patterns before stay in force',
      detail: `${first}${others}`,
      at: now,
    },
  ];
}
