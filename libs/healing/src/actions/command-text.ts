import { z } from 'zod';

const RULE = 'must be a path, or a JSON array of a program and its arguments';

export type CommandWords = [string, ...string[]];

/** A program in one environment variable: a path, which may contain spaces, or a JSON array of words. */
export function commandText(): z.ZodType<CommandWords, string> {
  return z.string().transform((text, context): CommandWords => {
    const words = text.trimStart().startsWith('[') ? parseWords(text) : [text];
    if (words?.[0]) return [words[0], ...words.slice(1)];
    context.addIssue({ code: 'custom', message: RULE });
    return z.NEVER;
  });
}

function parseWords(text: string): string[] | undefined {
  try {
    return z.array(z.string()).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
