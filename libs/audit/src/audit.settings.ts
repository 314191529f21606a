import { defineSettings, integer } from '@app/settings';
import { z } from 'zod';

const MEGABYTE = 1024 * 1024;

/** How much of the audit log is kept. */
export const auditSettings = defineSettings(
  'audit',
  z.object({
    AUDIT_FILE_MB: integer({ min: 1, max: 10_000 }).default(10).meta({
      description: 'self-heal.log is renamed to self-heal.log.1 when it has grown to so many MiB.',
    }),
    AUDIT_KEEP_FILES: integer({ min: 1, max: 1_000 }).default(10).meta({
      description: 'How many renamed files of self-heal.log stay.',
    }),
  }),
  (env) => ({ maxBytes: env.AUDIT_FILE_MB * MEGABYTE, keep: env.AUDIT_KEEP_FILES }),
);

export type AuditSettings = ReturnType<typeof auditSettings.resolve>;
