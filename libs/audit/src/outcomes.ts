import type { EventName } from '@app/contracts';

/** How the act that an event tells of ended, for those that tell of an end and don't say it in their payload. */
export const outcomes: Readonly<Partial<Record<EventName, string>>> = {
  'heal.succeeded': 'succeeded',
  'heal.failed': 'failed',
  'heal.skipped': 'skipped',
  'heal.verified': 'healed',
  'heal.ineffective': 'not healed',
  'incident.resolved': 'resolved',
  'config.reloaded': 'accepted',
  'config.rejected': 'rejected',
};
