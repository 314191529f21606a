import type { AlertSummary } from '../alerts/alert-view.js';
import { type HealEvents } from './heal-events.js';
import type { HealRecord } from './heal-reader.js';
import type { HealStep, HealSummary } from './heal-view.js';

const CODE_FIX = 'CODEX_FIX_FILE';
const NEVER_ACTED: readonly HealSummary['status'][] = ['rejected', 'expired'];
const NOT_YET_ACTED: readonly HealSummary['status'][] = ['awaiting-approval', 'requested'];

interface StepFacts {
  readonly heal: HealSummary;
  readonly record: HealRecord;
  readonly events: HealEvents;
  /** Of its incident, newest first. */
  readonly alerts: readonly AlertSummary[];
}

/** A heal as the checks of a pull request: always these six, in this order. */
export function healSteps(
  record: HealRecord,
  events: HealEvents,
  alerts: readonly AlertSummary[],
): readonly HealStep[] {
  const facts = { heal: record.summary, record, events, alerts };
  return [detect(facts), plan(facts), act(facts), testGate(facts), verify(facts), alert(facts)];
}

function detect({ heal, record: { detected } }: StepFacts): HealStep {
  return detected
    ? { name: 'detect', state: 'done', at: detected.at, detail: detected.title }
    : {
        name: 'detect',
        state: 'done',
        at: heal.requestedAt,
        detail: `Asked for by ${heal.requestedBy}.`,
      };
}

function plan({ heal, record: { expiresAt } }: StepFacts): HealStep {
  const step = { name: 'plan', at: heal.requestedAt } as const;
  if (heal.status === 'awaiting-approval')
    return { ...step, state: 'waiting', detail: `Waits for approval until ${expiresAt ?? ''}.` };
  if (NEVER_ACTED.includes(heal.status))
    return { ...step, state: 'failed', detail: heal.outcome ?? heal.status };
  return { ...step, state: 'done', detail: heal.reason };
}

function act({ heal, events }: StepFacts): HealStep {
  const name = 'act';
  const at = events.of('heal.started')?.occurredAt ?? heal.startedAt;
  const succeeded = events.of('heal.succeeded');
  const failed = events.of('heal.failed');
  if (failed)
    return { name, at, state: 'failed', ...ended(failed.payload, failed.payload.message) };
  if (succeeded)
    return { name, at, state: 'done', ...ended(succeeded.payload, succeeded.payload.summary) };
  if (heal.status === 'running') return { name, at, state: 'running', detail: 'Under way.' };
  if (NOT_YET_ACTED.includes(heal.status)) return { name, state: 'waiting', detail: 'Not yet.' };
  return { name, at, state: 'skipped', detail: heal.outcome ?? 'Nothing was done.' };
}

function ended({ durationMs }: { readonly durationMs: number }, detail: string) {
  return { durationMs, detail };
}

function testGate({ heal, events }: StepFacts): HealStep {
  const name = 'test-gate';
  const repair = events.repair();
  if (repair) {
    const { outcome, message, durationMs } = repair.payload;
    const state = outcome === 'kept' ? 'done' : 'failed';
    return { name, state, at: repair.occurredAt, durationMs, detail: message };
  }
  if (heal.action.type !== CODE_FIX)
    return { name, state: 'skipped', detail: 'No code was to be changed.' };
  if (heal.status === 'running') return { name, state: 'running', detail: 'Under way.' };
  if (NOT_YET_ACTED.includes(heal.status)) return { name, state: 'waiting', detail: 'Not yet.' };
  return { name, state: 'skipped', detail: 'No patch came that far.' };
}

function verify({ heal, events }: StepFacts): HealStep {
  const name = 'verify';
  const verified = events.of('heal.verified');
  if (verified) {
    const detail = `Silent for ${String(verified.payload.silentSeconds)} s.`;
    return { name, state: 'done', at: verified.occurredAt, detail };
  }
  const ineffective = events.of('heal.ineffective');
  if (ineffective) {
    const { message } = ineffective.payload;
    return { name, state: 'failed', at: ineffective.occurredAt, detail: message };
  }
  if (heal.status === 'verifying')
    return { name, state: 'running', at: heal.finishedAt, detail: 'The trigger must stay silent.' };
  if (heal.status === 'running' || NOT_YET_ACTED.includes(heal.status))
    return { name, state: 'waiting', detail: 'Not yet.' };
  return { name, state: 'skipped', detail: 'There was nothing to prove.' };
}

function alert({ heal, alerts }: StepFacts): HealStep {
  const name = 'alert';
  const told = alerts.filter(({ at }) => at >= heal.requestedAt);
  const [newest] = told;
  const at = newest?.at;
  const deliveries = told.flatMap((one) => one.deliveries);
  const failed = deliveries.find(({ status }) => status === 'failed' || status === 'dead');
  if (failed)
    return { name, state: 'failed', at, detail: `${failed.channel}: ${failed.lastError ?? ''}` };
  if (deliveries.some(({ status }) => status === 'pending'))
    return { name, state: 'running', at, detail: 'On its way.' };
  if (!newest) return { name, state: 'skipped', detail: 'Nobody was told of it.' };
  return { name, state: 'done', at, detail: newest.headline };
}
