import { z } from 'zod';
import { probeSchema } from './probes/probe.schema.js';
import { resourceRulesSchema } from './resources/resource-rules.schema.js';
import { securityCheckSchema } from './security/security-check.schema.js';

/** The part of the pattern file that is not about lines, by its keys at the top of the file. */
export const monitorFields = {
  probes: z.array(probeSchema).max(1_000).optional(),
  resources: resourceRulesSchema.optional(),
  securityCheck: securityCheckSchema.optional(),
} as const;

export type MonitorsConfig = z.output<z.ZodObject<typeof monitorFields>>;
