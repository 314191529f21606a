import { z } from 'zod';

export const configText = z.strictObject({
  text: z
    .string()
    .max(1024 * 1024)
    .describe('YAML or JSON, as it would stand in the file'),
});
export type ConfigText = z.output<typeof configText>;
