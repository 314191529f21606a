import type { Checkpoint } from '@app/contracts';
import { z } from 'zod';
import { type FilePosition, lineStates, type StreamState } from './file-position.js';

const nanoseconds = z.codec(z.string().regex(/^\d+$/), z.bigint(), {
  decode: BigInt,
  encode: String,
});

const newestSchema = z.object({
  line: z.enum(lineStates),
  tail: z.string(),
  size: z.int().min(0),
  modifiedNs: nanoseconds,
  bornNs: nanoseconds,
});

const positionSchema = newestSchema.extend({
  identity: z.string(),
  offset: z.int().min(0),
  head: z.object({ length: z.int().min(0), digest: z.string() }),
});

const backlogSchema = z.object({
  modifiedNs: nanoseconds,
  bornNs: nanoseconds,
  modifiedUpToNs: nanoseconds.nullable(),
  bornUpToNs: nanoseconds.nullable(),
  archivedUpToNs: nanoseconds.nullable().default(null),
  before: z.string().nullable(),
});

const stateSchema = z.object({
  version: z.literal(1),
  newest: newestSchema,
  earlier: z.array(positionSchema),
  finished: z.array(positionSchema),
  backlogs: z.array(backlogSchema).default([]),
  held: z.string().optional(),
});

export interface StreamName {
  readonly sourceId: string;
  readonly path: string;
}

export function toCheckpoint({ sourceId, path }: StreamName, state: StreamState): Checkpoint {
  const { newest, earlier, finished, backlogs, held } = state;
  const [device = '', inode = ''] = newest.identity.split(':');
  return {
    streamId: path,
    sourceId,
    path,
    device,
    inode,
    offset: newest.offset,
    signatureLength: newest.head.length,
    signature: newest.head.digest,
    state: JSON.stringify({
      version: 1,
      newest: details(newest),
      earlier: earlier.map(whole),
      finished: finished.map(whole),
      backlogs: backlogs.map((backlog) => z.encode(backlogSchema, backlog)),
      held,
    }),
  };
}

/** A checkpoint whose state cannot be read still says how far its newest file was read. */
export function fromCheckpoint(checkpoint: Checkpoint): StreamState {
  const state = parseState(checkpoint.state);
  const { device, inode, offset, signatureLength, signature } = checkpoint;
  const newest: FilePosition = {
    line: 'start',
    tail: '',
    size: offset,
    modifiedNs: 0n,
    bornNs: 0n,
    ...state?.newest,
    identity: `${device}:${inode}`,
    offset,
    head: { length: signatureLength, digest: signature },
  };
  return {
    newest,
    earlier: state?.earlier ?? [],
    finished: state?.finished ?? [],
    backlogs: state?.backlogs ?? [],
    held: state?.held,
  };
}

function parseState(text: string | undefined): z.output<typeof stateSchema> | undefined {
  if (text === undefined) return undefined;
  try {
    return stateSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function details({ line, tail, size, modifiedNs, bornNs }: FilePosition): object {
  return { line, tail, size, modifiedNs: String(modifiedNs), bornNs: String(bornNs) };
}

function whole(position: FilePosition): object {
  return {
    ...details(position),
    identity: position.identity,
    offset: position.offset,
    head: position.head,
  };
}
