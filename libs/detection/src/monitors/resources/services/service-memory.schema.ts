import { z } from 'zod';
import { triggerFields } from '../../../pattern-config/trigger-fields.schema.js';

const MOST_MB = 10_000_000;

/** A service whose memory is measured; with limits it is a trigger of its own. */
export const serviceMemorySchema = z
  .strictObject({
    ...triggerFields,
    service: z
      .string()
      .regex(/^[\w.@-]{1,100}$/, 'must be 1 to 100 letters, digits or . _ @ -')
      .meta({ description: 'As its manager knows it.' }),
    manager: z.enum(['pm2', 'systemd']).default('pm2').meta({ description: 'What runs it.' }),
    checks: z.int().min(1).max(1_000).optional().meta({
      description: 'Checks in a row over a limit that make a detection.',
    }),
    maxMemoryMb: z.number().min(1).max(MOST_MB).optional().meta({
      description: 'More MiB than this, all its processes together, count against it.',
    }),
    clearMemoryMb: z.number().min(1).max(MOST_MB).optional().meta({
      description: 'Less than this ends the trouble; default: 10% below the limit.',
    }),
    maxGrowthMbPerHour: z.number().min(0.1).max(MOST_MB).optional().meta({
      description:
        'A leak: what it needs at the least grows faster than this, all through the window.',
    }),
    windowMinutes: z
      .number()
      .min(1)
      .max(7 * 24 * 60)
      .default(60)
      .meta({
        description: 'How long growth is watched before it counts.',
      }),
  })
  .omit({ maxStreak: true })
  .refine(
    ({ maxMemoryMb, clearMemoryMb }) =>
      clearMemoryMb === undefined || (maxMemoryMb !== undefined && clearMemoryMb <= maxMemoryMb),
    { path: ['clearMemoryMb'], error: 'must stand beside maxMemoryMb, and not be above it' },
  );

export type ServiceMemorySpec = z.output<typeof serviceMemorySchema>;
