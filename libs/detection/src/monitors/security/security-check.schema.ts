import { z } from 'zod';
import { cronSchema } from '../schedule/cron.schema.js';

/** How bad a known weakness of a package is, least first; npm's own words. */
export const packageSeverities = ['info', 'low', 'moderate', 'high', 'critical'] as const;
export type PackageSeverity = (typeof packageSeverities)[number];

/** Runs `npm audit` on a project. Only done when it stands in the pattern file. */
export const securityCheckSchema = z.strictObject({
  cron: cronSchema.default('0 0 * * * *'),
  project: z.string().min(1).max(1_000).default('.').meta({
    description: 'Folder with the package-lock.json, relative to AUTOHEAL_PROJECT_ROOT.',
  }),
  minSeverity: z.enum(packageSeverities).default('high').meta({
    description: 'Packages below this are counted, but get no line of their own.',
  }),
  timeoutMs: z.int().min(1_000).max(600_000).default(120_000),
});

export type SecurityCheckSpec = z.output<typeof securityCheckSchema>;
