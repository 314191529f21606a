import {
  DiscardPolicy,
  type JetStreamManager,
  StorageType,
  type StreamConfig,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { streams } from './names.js';

const HOUR_MS = 3_600_000;
const KEPT_MS = 7 * 24 * HOUR_MS;
/** A host that said nothing for so long does not count for a share of the hosts. */
const HOST_MS = 300_000;

const wanted: readonly (Partial<StreamConfig> & { readonly name: string })[] = [
  {
    name: streams.events.name,
    subjects: [streams.events.subjects],
    storage: StorageType.File,
    max_age: nanos(KEPT_MS),
    duplicate_window: nanos(HOUR_MS),
    // Full: hosts keep what they have and try again, rather than that others' events are lost.
    discard: DiscardPolicy.New,
  },
  ...[streams.commands, streams.answers].map(({ name, subjects }) => ({
    name,
    subjects: [subjects],
    storage: StorageType.File,
    max_age: nanos(KEPT_MS),
    duplicate_window: nanos(HOUR_MS),
  })),
  {
    name: streams.hosts.name,
    subjects: [streams.hosts.subjects],
    storage: StorageType.File,
    max_age: nanos(HOST_MS),
    max_msgs_per_subject: 1,
  },
];

/** Makes what is missing; streams that an administrator has configured in another way stay as they are. */
export async function prepareStreams(manager: JetStreamManager, replicas: number): Promise<void> {
  const known = new Set<string>();
  for await (const name of manager.streams.names()) known.add(name);
  for (const stream of wanted)
    if (!known.has(stream.name)) await manager.streams.add({ ...stream, num_replicas: replicas });
}
