import { z } from 'zod';

const eventSchema = z.object({
  type: z.string(),
  item: z.object({ type: z.string().optional(), text: z.string().optional() }).optional(),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }).optional(),
});

export interface CodexReport {
  /** The last thing that it said; empty when it said nothing. */
  readonly message: string;
  /** Of all turns together; 0 where it does not say. */
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What `codex exec --json` printed: one event a line; what is none is passed over. */
export function readCodexEvents(output: string): CodexReport {
  const events = output.split('\n').flatMap((line) => parse(line) ?? []);
  const said = events.filter(({ item }) => item?.type === 'agent_message');
  const sum = (key: 'input_tokens' | 'output_tokens'): number =>
    events.reduce((total, { usage }) => total + (usage?.[key] ?? 0), 0);
  return {
    message: said.at(-1)?.item?.text ?? '',
    inputTokens: sum('input_tokens'),
    outputTokens: sum('output_tokens'),
  };
}

function parse(line: string): z.output<typeof eventSchema> | undefined {
  try {
    return eventSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
