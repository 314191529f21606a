import { repairOutcomes } from '@app/contracts';
import { z } from 'zod';

/** A code fix as the API tells of it. */
export const codexJobSchema = z.object({
  id: z.string().min(1),
  status: z.enum(['queued', 'running', 'done']),
  outcome: z.enum(repairOutcomes).nullish(),
  message: z.string().nullish(),
  /** Unified diff of what was kept or rejected. */
  diff: z.string().nullish(),
});
export type CodexJob = z.output<typeof codexJobSchema>;

/** @returns undefined when the text is no job */
export function parseCodexJob(text: string): CodexJob | undefined {
  try {
    return codexJobSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const problemSchema = z.object({ title: z.string().optional(), detail: z.string().optional() });

/** What an RFC 9457 body says to people; empty when it says nothing. */
export function problemDetail(text: string): string {
  try {
    const problem = problemSchema.safeParse(JSON.parse(text)).data;
    return (problem?.detail ?? problem?.title ?? '').slice(0, 500);
  } catch {
    return '';
  }
}
