import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, setGlobalDispatcher } from 'undici';
import type { OutboundPolicy } from './outbound-policy.js';

/** A host that must not be asked; nothing was sent. */
export class OutboundRefused extends Error {
  readonly code = 'OUTBOUND_REFUSED';

  constructor(message: string) {
    super(message);
    this.name = 'OutboundRefused';
  }
}

type Resolve = (
  host: string,
  options: { readonly all: true },
  /** There are no addresses, not even an empty list, beside an error. */
  callback: (error: NodeJS.ErrnoException | null, addresses?: LookupAddress[]) => void,
) => void;

/** Lets every `fetch` of this process connect only where the policy allows it. */
export function guardOutbound(policy: OutboundPolicy): void {
  setGlobalDispatcher(guardedAgent(policy));
}

/**
 * An agent that looks at the very address it connects to: a name that resolves to another address a
 * moment later, or a redirect, gets nobody past it.
 */
export function guardedAgent(policy: OutboundPolicy, resolve: Resolve = systemLookup): Agent {
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

/** For sockets that are opened by `node:net`, `http` or `https`: resolves a name only to where it may lead. */
export function guardedLookup(
  policy: OutboundPolicy,
  resolve: Resolve = systemLookup,
): LookupFunction {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses = []) => {
      const [first] = addresses;
      const refusals = addresses.flatMap(({ address }) => policy.refusal(host, address) ?? []);
      if (error ?? !first) callback(error, []);
      else if (refusals[0] !== undefined) callback(new OutboundRefused(refusals[0]), []);
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
