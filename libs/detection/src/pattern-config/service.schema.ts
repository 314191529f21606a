import { z } from 'zod';
import { idSchema } from './trigger-fields.schema.js';

const MOST_DEPENDENCIES = 50;

/** A service by the name that patterns use as their target. */
const serviceIdSchema = z
  .string()
  .regex(/^[\w.@/-]{1,100}$/, 'must be 1 to 100 letters, digits or . _ @ / -');

/** What a service needs to work: while that is down, healing the service is no use. */
export const serviceSchema = z.strictObject({
  id: serviceIdSchema,
  dependsOn: z
    .array(serviceIdSchema)
    .max(MOST_DEPENDENCIES)
    .optional()
    .meta({ description: 'Services, by their ids, that this one cannot work without.' }),
  probe: idSchema.optional().meta({
    description: 'Asked before a service that depends on this one is healed; failing, it is down.',
  }),
});

export type ServiceEntry = z.output<typeof serviceSchema>;
