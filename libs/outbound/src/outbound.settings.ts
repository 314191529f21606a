import { defineSettings, list } from '@app/settings';
import { z } from 'zod';
import { isAddressRange } from './address-list.js';
import { OutboundPolicy } from './outbound-policy.js';

const HOST_NAME = /^[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9])?$/i;

export const outboundSettings = defineSettings(
  'outbound',
  z.object({
    OUTBOUND_PRIVATE_HOSTS: list()
      .refine(
        (entries) => entries.every((entry) => isAddressRange(entry) || HOST_NAME.test(entry)),
        'must be names of hosts, addresses or ranges such as 10.0.0.0/8, separated by commas',
      )
      .default(['localhost', '127.0.0.0/8', '::1'])
      .meta({
        description:
          'Hosts beyond the public internet that webhooks, the model, the API of code fixes, the forge and the collector may be on: names, addresses, ranges such as 10.0.0.0/8. Others are refused, whatever a name resolves to. A probe asks the host that it names; only a name that leads to a link-local address must be listed here.',
      }),
  }),
  (env) => ({ policy: new OutboundPolicy(env.OUTBOUND_PRIVATE_HOSTS) }),
);

export type OutboundSettings = ReturnType<typeof outboundSettings.resolve>;
