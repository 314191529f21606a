import type { DatabaseProtocol } from './database-protocol.js';

/** Alive is what accepts a connection. */
export const tcpProtocol: DatabaseProtocol = {
  judge: () => ({ healthy: true, detail: 'accepts connections' }),
};
