import type {
  Automation,
  Health,
  Liveness,
  NeedsYou,
  Severity,
  StepState,
  VerdictLevel,
} from '../api/types.js';
import type { CommandOutcome } from '../api/fleet-types.js';
import type { FixStatus, Repair } from '../api/repair-types.js';
import { isExpired } from './fix-state.js';
import type { IconName } from '../ui/icon-paths.js';

export type Tone = 'ok' | 'info' | 'warn' | 'bad' | 'idle';

/** How a state is said and shown: never by colour alone, always by a word and a shape too. */
export interface Word {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: IconName;
}

const word = (label: string, tone: Tone, icon: IconName): Word => ({ label, tone, icon });

export const verdictWords: Readonly<Record<VerdictLevel, Word>> = {
  ok: word('All well', 'ok', 'check'),
  healing: word('Healing', 'info', 'healing'),
  attention: word('Needs attention', 'warn', 'alert'),
  critical: word('Critical', 'bad', 'stop'),
};

export const healthWords: Readonly<Record<Health, Word>> = {
  ok: word('Ok', 'ok', 'check'),
  failing: word('Failing', 'bad', 'cross'),
  unknown: word('Unknown', 'idle', 'dashed'),
};

export const automationWords: Readonly<Record<Automation, Word>> = {
  idle: word('Ready', 'idle', 'dot'),
  healing: word('Healing', 'info', 'healing'),
  'awaiting-approval': word('Awaits approval', 'warn', 'hand'),
  paused: word('Paused', 'warn', 'pause'),
  'loop-open': word('Stopped by loop guard', 'bad', 'stop'),
};

export const livenessWords: Readonly<Record<Liveness, Word>> = {
  running: word('Running', 'ok', 'check'),
  silent: word('Silent', 'bad', 'alert'),
  stopped: word('Stopped', 'warn', 'pause'),
  'never-started': word('Not started', 'idle', 'dashed'),
};

export const commandWords: Readonly<Record<CommandOutcome, Word>> = {
  waiting: word('Waiting for the host', 'info', 'clock'),
  done: word('Done', 'ok', 'check'),
  refused: word('Refused', 'bad', 'cross'),
  expired: word('Came too late', 'warn', 'skip'),
};

export const severityWords: Readonly<Record<Severity, Word>> = {
  info: word('Info', 'idle', 'dot'),
  warning: word('Warning', 'warn', 'alert'),
  error: word('Error', 'bad', 'cross'),
  critical: word('Critical', 'bad', 'stop'),
};

export const stepWords: Readonly<Record<StepState, Word>> = {
  done: word('Done', 'ok', 'check'),
  running: word('Running', 'info', 'healing'),
  failed: word('Failed', 'bad', 'cross'),
  skipped: word('Skipped', 'idle', 'skip'),
  waiting: word('Waiting', 'idle', 'dashed'),
};

export const needWords: Readonly<Record<NeedsYou['kind'], Word>> = {
  approval: word('Approval', 'warn', 'hand'),
  fix: word('Code fix', 'warn', 'code'),
  loop: word('Automation stopped', 'bad', 'stop'),
  incident: word('Incident', 'bad', 'alert'),
  watchdog: word('Watchdog', 'bad', 'pulse'),
  config: word('Configuration', 'warn', 'file'),
};

const healWords: Readonly<Record<string, Word>> = {
  'awaiting-approval': word('Awaits approval', 'warn', 'hand'),
  requested: word('Requested', 'info', 'dashed'),
  running: word('Running', 'info', 'healing'),
  verifying: word('Verifying', 'info', 'healing'),
  verified: word('Verified', 'ok', 'check'),
  ineffective: word('Did not help', 'bad', 'cross'),
  failed: word('Failed', 'bad', 'cross'),
  rejected: word('Rejected', 'idle', 'skip'),
  expired: word('Expired', 'idle', 'clock'),
  cancelled: word('Cancelled', 'idle', 'skip'),
};

/** A status that a newer API knows and this page does not still shows, under its own name. */
export function healWord(status: string): Word {
  return healWords[status] ?? word(status, 'idle', 'dot');
}

export const healStatuses: readonly string[] = Object.keys(healWords);

const fixWords: Readonly<Record<FixStatus, Word>> = {
  proposed: word('Awaits approval', 'warn', 'hand'),
  applying: word('Being applied', 'info', 'healing'),
  applied: word('Applied', 'info', 'file'),
  watching: word('In force, watched', 'info', 'clock'),
  held: word('Holds', 'ok', 'check'),
  reverted: word('Taken back', 'bad', 'cross'),
  changed: word('Error is back', 'bad', 'alert'),
};

const repairWords: Readonly<Record<string, Word>> = {
  queued: word('Waiting', 'idle', 'dashed'),
  running: word('Running', 'info', 'healing'),
  kept: word('Kept', 'ok', 'check'),
  proposed: word('Proposed', 'warn', 'hand'),
  rejected: word('Rejected by its gate', 'idle', 'skip'),
  failed: word('Failed', 'bad', 'cross'),
};

/** Once there is a patch, what became of it says more than how the repair ended. */
export function repairWord({ fix, outcome, status }: Repair): Word {
  if (fix) return isExpired(fix) ? word('Expired', 'idle', 'clock') : fixWords[fix.status];
  const name = outcome ?? status;
  return repairWords[name] ?? word(name, 'idle', 'dot');
}

const deliveryWords: Readonly<Record<string, Word>> = {
  delivered: word('Delivered', 'ok', 'check'),
  sent: word('Delivered', 'ok', 'check'),
  pending: word('Waiting', 'info', 'clock'),
  retrying: word('Retrying', 'warn', 'healing'),
  failed: word('Failed', 'bad', 'cross'),
  dead: word('Given up', 'bad', 'stop'),
  silenced: word('Silenced', 'idle', 'bell-off'),
  suppressed: word('Suppressed', 'idle', 'bell-off'),
};

export function deliveryWord(status: string): Word {
  return deliveryWords[status] ?? word(status, 'idle', 'dot');
}

const alertWords: Readonly<Record<string, Word>> = {
  detected: word('Detected', 'warn', 'alert'),
  approval: word('Approval wanted', 'warn', 'hand'),
  start: word('Healing', 'info', 'wrench'),
  success: word('Healed', 'ok', 'check'),
  failure: word('Heal failed', 'bad', 'cross'),
  loop: word('Automation stopped', 'bad', 'stop'),
  recovery: word('Recovered', 'ok', 'check'),
  notice: word('Notice', 'idle', 'bell'),
};

export function alertWord(kind: string): Word {
  return alertWords[kind] ?? word(kind, 'idle', 'bell');
}

export const incidentWords = {
  open: word('Open', 'bad', 'alert'),
  resolved: word('Resolved', 'ok', 'check'),
} as const;
