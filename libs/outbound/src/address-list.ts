import { BlockList, isIP } from 'node:net';

const RANGE = /^(?<base>[^/]+)(?:\/(?<bits>\d{1,3}))?$/;

/** Addresses, and ranges of them: `10.0.0.0/8`, `fd00::/8`, `127.0.0.1`. */
export class AddressList {
  private readonly blocks = new BlockList();

  constructor(ranges: readonly string[]) {
    for (const range of ranges) {
      const { base = '', bits } = RANGE.exec(range)?.groups ?? {};
      const family = familyOf(base);
      if (bits === undefined) this.blocks.addAddress(base, family);
      else this.blocks.addSubnet(base, Number(bits), family);
    }
  }

  /** An IPv4 address written as IPv6 counts as what it stands for. */
  has(address: string): boolean {
    return this.blocks.check(address, familyOf(address));
  }
}

export function isAddressRange(text: string): boolean {
  const { base = '', bits } = RANGE.exec(text)?.groups ?? {};
  const version = isIP(base);
  return version !== 0 && Number(bits ?? 0) <= (version === 4 ? 32 : 128);
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
