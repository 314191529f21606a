import { AddressList, isAddressRange } from './address-list.js';

/** Addresses of no public host: RFC 6890 and its successors. What hosts them is near, and trusts its callers. */
const NOT_PUBLIC = new AddressList([
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16'],
  ...['172.16.0.0/12', '192.0.0.0/24', '192.168.0.0/16', '198.18.0.0/15', '224.0.0.0/3'],
  ...['::/128', '::1/128', '64:ff9b:1::/48', 'fc00::/7', 'fe80::/10', 'ff00::/8'],
]);

/** What no name of a service stands for. Clouds hand out credentials on 169.254.169.254 to whoever asks. */
const NO_SERVICE = new AddressList(['0.0.0.0/32', '169.254.0.0/16', '224.0.0.0/3', 'fe80::/10']);

/** Which hosts may be asked: every public one, and of the others those that the operator lists. */
export class OutboundPolicy {
  private readonly names: ReadonlySet<string>;
  private readonly addresses: AddressList;

  /**
   * @param allowed names of hosts, addresses and ranges of addresses
   * @param configured a host that the operator's own configuration asks; see `asking`
   */
  constructor(
    private readonly allowed: readonly string[],
    private readonly configured?: string,
  ) {
    this.names = new Set(allowed.map((entry) => entry.toLowerCase()));
    this.addresses = new AddressList(allowed.filter(isAddressRange));
  }

  /**
   * The same for a probe: the host that it names is listed by that, and most are nearby. Only a name that
   * turns out to stand for a link-local address is not believed; the address itself is.
   */
  asking(host: string): OutboundPolicy {
    return new OutboundPolicy(this.allowed, host.toLowerCase());
  }

  /**
   * @param host as the URL names it
   * @param address that it stands for
   * @returns why it must not be asked; undefined when it may be
   */
  refusal(host: string, address: string): string | undefined {
    if (!NOT_PUBLIC.has(address) || this.addresses.has(address)) return undefined;
    const name = host.toLowerCase();
    if (this.names.has(name)) return undefined;
    if (name === this.configured && (host === address || !NO_SERVICE.has(address)))
      return undefined;
    const what = host === address ? address : `${host} (${address})`;
    return `${what} is not on the public internet. If it is to be asked, list it in OUTBOUND_PRIVATE_HOSTS.`;
  }
}
