import { z } from 'zod';

/** Parameters that several actions share. Their descriptions become part of the published JSON Schema. */

export const timeoutMs = z
  .int()
  .min(100)
  .max(86_400_000)
  .optional()
  .describe('Time limit in milliseconds; the action and all that it started is ended then.');

export const variableName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'must be the name of a variable');

export const passEnv = z
  .array(variableName)
  .optional()
  .describe("Names of the watchdog's environment variables that the program may see.");

/** A NUL would end the word early for the program that gets it. */
const word = z.string().refine((text) => !text.includes('\0'), 'must not contain a NUL character');

/** A program and its arguments. No shell reads them. */
export const commandWords = z
  .tuple([word.min(1, 'must name a program')], word)
  .describe('The program and its arguments, each a word of its own; no shell is involved.');

export const environment = z
  .record(variableName, word)
  .optional()
  .describe('Further environment variables of the program.');
