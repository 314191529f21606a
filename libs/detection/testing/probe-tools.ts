import { OutboundPolicy } from '@app/outbound';
import { ExecaProcessRunner } from '@app/process-runner';
import type { ProbeTools } from '../src/monitors/probes/kinds/probe-kind.js';

/** Real tools, for a platform in this folder. */
export function probeTools(projectRoot = process.cwd(), pm2Home = '/no/pm2'): ProbeTools {
  const pm2 = { pm2Bin: 'pm2', pm2Home };
  const runner = new ExecaProcessRunner();
  const outbound = new OutboundPolicy([]);
  return { runner, projectRoot, pm2, outbound, databaseUrl: undefined, memory: new Map() };
}
