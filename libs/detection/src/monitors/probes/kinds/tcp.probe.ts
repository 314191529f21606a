import { guardedLookup } from '@app/outbound';
import { once } from 'node:events';
import { connect } from 'node:net';
import { z } from 'zod';
import { probeFields } from '../probe-fields.js';
import type { ProbeAnswer, ProbeKind, ProbeTools } from './probe-kind.js';

const schema = z.strictObject({
  ...probeFields,
  type: z.literal('tcp'),
  host: z
    .string()
    .regex(/^[A-Za-z0-9._:%-]{1,253}$/, 'must be a host name or an IP address')
    .default('127.0.0.1'),
  port: z.int().min(1).max(65_535),
});

type TcpProbeSpec = z.output<typeof schema>;

/** Good when the port accepts a connection, which is closed at once. */
export const tcpProbe = {
  type: 'tcp',
  schema,
  target: ({ host, port }: TcpProbeSpec) => `${host}:${String(port)}`,
  async ask(
    { host, port }: TcpProbeSpec,
    signal: AbortSignal,
    { outbound }: ProbeTools,
  ): Promise<ProbeAnswer> {
    const socket = connect({ host, port, lookup: guardedLookup(outbound.asking(host)) });
    try {
      await once(socket, 'connect', { signal });
      return { facts: {} };
    } finally {
      // An error after the answer, such as a reset, says nothing about it.
      socket.on('error', () => undefined).destroy();
    }
  },
} as const satisfies ProbeKind<typeof schema>;
