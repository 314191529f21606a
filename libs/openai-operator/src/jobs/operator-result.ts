import { type RepairFinished, repairOutcomes } from '@app/contracts';
import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';

/** More than any diff with its exchanges; a bigger file is not the operator's. */
const MAX_BYTES = 16 * 1024 * 1024;

/** What `openai-operator run --result FILE` writes into FILE; fields that are not listed are ignored. */
const operatorResultSchema = z.object({
  outcome: z.enum(repairOutcomes),
  message: z.string(),
  diff: z.string().default(''),
  exchanges: z
    .array(
      z.object({
        model: z.string(),
        prompt: z.string(),
        answer: z.string(),
        inputTokens: z.number(),
        outputTokens: z.number(),
      }),
    )
    .default([]),
  attempts: z
    .array(
      z.object({
        from: z.string(),
        candidate: z.number(),
        round: z.number(),
        passed: z.boolean(),
        message: z.string(),
        diff: z.string(),
      }),
    )
    .exactOptional(),
  cost: z.object({ tokens: z.number(), microUsd: z.number() }).exactOptional(),
});

export type OperatorResult = Pick<
  RepairFinished,
  'outcome' | 'message' | 'diff' | 'exchanges' | 'attempts' | 'cost'
>;

/** @returns undefined when there is no such file, or it is not a whole result */
export async function readOperatorResult(path: string): Promise<OperatorResult | undefined> {
  try {
    if ((await stat(path)).size > MAX_BYTES) return undefined;
    return operatorResultSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
