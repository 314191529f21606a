import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { guardedLookup, type Resolve } from './guarded-lookup.js';
import type { OutboundPolicy } from './outbound-policy.js';
import { OutboundRefused } from './outbound-refused.js';

/**
 * An agent that looks at the very address it connects to: a name that resolves to another address a
 * moment later, or a redirect, gets nobody past it.
 */
export function guardedAgent(policy: OutboundPolicy, resolve?: Resolve): Agent {
  const connect = buildConnector({ lookup: guardedLookup(policy, resolve) });
  return new Agent({
    connect: (options, callback) => {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      const refusal = isIP(host) === 0 ? undefined : policy.refusal(host, host);
      if (refusal === undefined) connect(options, callback);
      else callback(new OutboundRefused(refusal), null);
    },
  });
}
