import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OutboundPolicy } from './outbound-policy.js';

const refuses = (policy: OutboundPolicy, address: string, host = address): boolean =>
  policy.refusal(host, address) !== undefined;

describe('OutboundPolicy', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.1.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.1.2.3',
    '::ffff:a9fe:a9fe',
    'fd00::1',
    'fe80::1',
  ])('refuses %s unless it is listed', (address) => {
    expect(refuses(new OutboundPolicy([]), address)).toBe(true);
    expect(refuses(new OutboundPolicy([address]), address)).toBe(false);
  });

  it.each(['8.8.8.8', '172.32.0.1', '192.167.255.255', '2606:4700::1111'])(
    'lets %s be asked',
    (address) => {
      expect(refuses(new OutboundPolicy([]), address)).toBe(false);
    },
  );

  it('lets a listed name be where it wants, and a name that is not listed nowhere near', () => {
    const policy = new OutboundPolicy(['Hooks.Internal', '10.0.0.0/8']);
    expect(refuses(policy, '192.168.7.7', 'hooks.internal')).toBe(false);
    expect(refuses(policy, '10.9.9.9', 'any.example')).toBe(false);
    expect(policy.refusal('any.example', '169.254.169.254')).toBe(
      'any.example (169.254.169.254) is not on the public internet. If it is to be asked, list it in OUTBOUND_PRIVATE_HOSTS.',
    );
  });

  it('lets a probe ask the host that the configuration names, but believes no name that stands for a link-local address', () => {
    const policy = new OutboundPolicy([]);
    for (const address of ['10.0.0.5', '127.0.0.1', '169.254.169.254', '::1'])
      expect(refuses(policy.asking(address), address)).toBe(false);
    const shop = policy.asking('Shop.Internal');
    expect(refuses(shop, '10.0.0.5', 'shop.internal')).toBe(false);
    for (const address of ['169.254.169.254', '::ffff:169.254.169.254', 'fe80::1', '0.0.0.0'])
      expect(refuses(shop, address, 'shop.internal')).toBe(true);
    expect(refuses(shop, '10.0.0.5', 'other.internal')).toBe(true);
    const listed = new OutboundPolicy(['169.254.169.254']).asking('shop.internal');
    expect(refuses(listed, '169.254.169.254', 'shop.internal')).toBe(false);
  });

  it('takes an IPv4 address for the same however it is written', () => {
    const policy = new OutboundPolicy(['10.0.0.0/9']);
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(refuses(policy, `::ffff:${address}`)).toBe(refuses(policy, address));
      }),
    );
  });
});
