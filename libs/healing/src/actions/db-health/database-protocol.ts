import type { Socket } from 'node:net';
import type { DatabaseAddress } from './database-address.js';

/** What a server's words say of its health. */
export interface Verdict {
  readonly healthy: boolean;
  /** For people: what the server said, without a final dot. */
  readonly detail: string;
}

/** How to find out that a server of one kind is alive, without credentials. */
export interface DatabaseProtocol {
  /** Sent as soon as the connection stands; absent where the server speaks first. */
  opening?(address: DatabaseAddress): Buffer;
  /** Judges all bytes received so far; undefined while they are too few. */
  judge(received: Buffer): Verdict | undefined;
  /** Leaves as a client should, so that the server does not count the check as an attack. */
  leave?(socket: Socket, received: Buffer): Promise<void>;
}
