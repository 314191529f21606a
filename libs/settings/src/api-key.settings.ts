import { z } from 'zod';
import { defineSettings } from './settings-definition.js';

/** The key of the API: checked by the API, sent by whoever calls it. */
export const apiKeySettings = defineSettings(
  'api-key',
  z.object({
    API_KEY: z.string().optional().meta({
      secret: true,
      description: 'Key that callers of the API must send. Needed to listen beyond loopback.',
    }),
  }),
  (env) => ({ apiKey: env.API_KEY }),
);

export type ApiKeySettings = ReturnType<typeof apiKeySettings.resolve>;
