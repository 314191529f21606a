import type { AlertMessage } from '@app/contracts';
import type { Delivery } from '../delivery/alert-store.js';
import { composeDigest } from './compose-digest.js';

const MAYBE_REPEATED = 'may be a repeat: an earlier try was cut off';

/** What is sent for deliveries that are due together: the alert itself, or one message for all. */
export function messageOf(batch: readonly Delivery[]): AlertMessage {
  const [first] = batch;
  if (!first) throw new Error('A batch of deliveries holds at least one.');
  const message =
    batch.length === 1
      ? first.alert.message
      : composeDigest(batch.map(({ alert }) => alert.message));
  return batch.some(({ cutOff }) => cutOff) ? { ...message, note: MAYBE_REPEATED } : message;
}
