import { once } from 'node:events';
import { connect } from 'node:net';
import { conversation } from './conversation.js';
import type { DatabaseCheck } from './database-check.js';

/** Alive is what accepts a connection. */
export const tcpCheck: DatabaseCheck = {
  ask: ({ host, port }, signal) => {
    const socket = connect({ host, port });
    return conversation(
      signal,
      async () => {
        await once(socket, 'connect');
        return { detail: 'accepts connections' };
      },
      () => socket.destroy(),
    );
  },
  refusesLogin: () => false,
};
