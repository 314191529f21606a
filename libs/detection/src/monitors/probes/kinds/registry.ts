import { httpProbe } from './http.probe.js';
import { tcpProbe } from './tcp.probe.js';

/** Every kind of probe, one line each. */
export const probeKinds = [httpProbe, tcpProbe] as const;
