import { commandProbe } from './command.probe.js';
import { databaseProbe } from './database.probe.js';
import { httpProbe } from './http.probe.js';
import { pm2Probe } from './pm2.probe.js';
import { tcpProbe } from './tcp.probe.js';

/** Every kind of probe, one line each. */
export const probeKinds = [httpProbe, tcpProbe, commandProbe, pm2Probe, databaseProbe] as const;
