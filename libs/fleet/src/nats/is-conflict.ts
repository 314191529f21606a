import { JetStreamApiError } from '@nats-io/jetstream';

const WRONG_LAST_SEQUENCE = 10_071;

/** Whether a change was refused because another came first. */
export function isConflict(error: unknown): boolean {
  return error instanceof JetStreamApiError && error.code === WRONG_LAST_SEQUENCE;
}
