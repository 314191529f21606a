import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { OutboundPolicy } from './outbound-policy.js';
import { OutboundRefused } from './outbound-refused.js';

export type Resolve = (
  host: string,
  options: { readonly all: true },
  /** There are no addresses, not even an empty list, beside an error. */
  callback: (error: NodeJS.ErrnoException | null, addresses?: LookupAddress[]) => void,
) => void;

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
