import { z } from 'zod';
import { packageSeverities } from './security-check.schema.js';

const viaSchema = z.union([z.string(), z.object({ title: z.string() })]);

const packageSchema = z.object({
  name: z.string(),
  severity: z.enum(packageSeverities),
  range: z.string(),
  via: z.array(viaSchema),
  fixAvailable: z.union([z.boolean(), z.object({ isSemVerMajor: z.boolean().optional() })]),
});

const reportSchema = z.object({ vulnerabilities: z.record(z.string(), packageSchema) });
const failureSchema = z.object({
  message: z.string().optional(),
  error: z.object({ code: z.string().optional(), summary: z.string().optional() }),
});

/** What `npm audit --json` prints: npm's report of version 2, or why there is none. */
export const auditOutputSchema = z.union([reportSchema, failureSchema]);

export type VulnerablePackage = z.output<typeof packageSchema>;
export type AuditFailure = z.output<typeof failureSchema>;
