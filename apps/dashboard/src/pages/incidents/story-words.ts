import type { Tone } from '../../text/words.js';
import type { IconName } from '../../ui/icon-paths.js';

interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

const looks: Readonly<Record<string, Look>> = {
  'detection.raised': { tone: 'warn', icon: 'alert' },
  'heal.requested': { tone: 'info', icon: 'wrench' },
  'heal.approval-required': { tone: 'warn', icon: 'hand' },
  'heal.started': { tone: 'info', icon: 'play' },
  'heal.succeeded': { tone: 'info', icon: 'check' },
  'heal.failed': { tone: 'bad', icon: 'cross' },
  'heal.skipped': { tone: 'idle', icon: 'skip' },
  'heal.verified': { tone: 'ok', icon: 'check' },
  'heal.ineffective': { tone: 'bad', icon: 'cross' },
  'heal-loop.opened': { tone: 'bad', icon: 'stop' },
  'heal-loop.closed': { tone: 'ok', icon: 'play' },
  'incident.resolved': { tone: 'ok', icon: 'check' },
  'alert.raised': { tone: 'idle', icon: 'bell' },
  'alert.resolved': { tone: 'idle', icon: 'bell' },
  'repair.finished': { tone: 'info', icon: 'file' },
  'repair.applied': { tone: 'info', icon: 'check' },
  'repair.reverted': { tone: 'bad', icon: 'skip' },
};

/** How an event looks in a story; one that a newer API knows and this page does not looks plain. */
export function storyLook(name: string): Look {
  return looks[name] ?? { tone: 'idle', icon: 'dot' };
}
