import { defineSettings, httpUrl } from '@app/settings';
import { z } from 'zod';
import { deliveryModes } from './delivery-modes.js';
import { forgeIds } from './forges/forge.js';

const AUTHOR = 'Zion Auto-Heal <autoheal@localhost>';

/** Where patches go that passed their gate. */
export const deliverySettings = defineSettings(
  'delivery',
  z.object({
    CODEX_DELIVERY: z.enum(deliveryModes).default('apply').meta({
      description:
        'Where a patch goes that passed its gate: apply, into the project; branch, a new branch of its git repository; pull-request, the same pushed and proposed; suggest, only into the result, for approval.',
    }),
    CODEX_GIT_REMOTE: z
      .string()
      .default('origin')
      .meta({ description: 'The git remote that branches with patches are pushed to.' }),
    CODEX_GIT_AUTHOR: z
      .string()
      .regex(/^[^<>\n]+ <[^<>\s]+>$/, 'must be of the form Name <mail@example.org>')
      .optional()
      .meta({
        description: `Who commits patches, as Name <mail@example.org>. Default: ${AUTHOR}.`,
      }),
    CODEX_BASE_BRANCH: z.string().optional().meta({
      description:
        'The branch that patches are proposed for. Default: the one that is checked out.',
    }),
    CODEX_FORGE: z.enum(forgeIds).optional().meta({
      description: 'What the remote is: github or gitlab. Default: by the name of its host.',
    }),
    CODEX_FORGE_URL: httpUrl().optional().meta({
      description: 'Address of the REST API of the forge. Default: by the host of the remote.',
    }),
    CODEX_FORGE_PROJECT: z.string().optional().meta({
      description: 'The project on the forge, owner/name. Default: by the address of the remote.',
    }),
    CODEX_FORGE_TOKEN: z.string().optional().meta({
      description: 'Token of the forge: opens pull requests, and pushes where the remote is HTTPS.',
      secret: true,
    }),
  }),
  (env) => ({
    mode: env.CODEX_DELIVERY,
    remote: env.CODEX_GIT_REMOTE,
    author: env.CODEX_GIT_AUTHOR ?? AUTHOR,
    baseBranch: env.CODEX_BASE_BRANCH,
    forge: env.CODEX_FORGE,
    forgeUrl: env.CODEX_FORGE_URL,
    forgeProject: env.CODEX_FORGE_PROJECT,
    forgeToken: env.CODEX_FORGE_TOKEN,
  }),
);

export type DeliverySettings = ReturnType<typeof deliverySettings.resolve>;
