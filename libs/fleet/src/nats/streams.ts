import { DiscardPolicy, type JetStreamManager, StorageType } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { allEvents, EVENTS_STREAM } from './names.js';

const HOUR_MS = 3_600_000;
const KEPT_MS = 7 * 24 * HOUR_MS;

/** Makes what is missing; streams that an administrator has configured in another way stay as they are. */
export async function prepareStreams(manager: JetStreamManager): Promise<void> {
  const known = new Set<string>();
  for await (const name of manager.streams.names()) known.add(name);
  if (known.has(EVENTS_STREAM)) return;
  await manager.streams.add({
    name: EVENTS_STREAM,
    subjects: [allEvents],
    storage: StorageType.File,
    max_age: nanos(KEPT_MS),
    duplicate_window: nanos(HOUR_MS),
    // Full: hosts keep what they have and try again, rather than that others' events are lost.
    discard: DiscardPolicy.New,
  });
}
