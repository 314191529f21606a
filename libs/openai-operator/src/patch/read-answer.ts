import { MASK } from '@app/redaction';
import { applyEdits, type AppliedEdits } from './apply-edits.js';
import { looksLikeBlocks, parseBlocks } from './parse-blocks.js';
import { looksLikeHunks, parseHunks } from './parse-hunks.js';
import { parseStructured } from './structured-edits.js';
import { parseWholeFile } from './whole-file.js';

/**
 * Reads an answer in whatever form it came (search/replace blocks, structured output, `*** Begin Patch`,
 * unified diff, the whole of a small file) and applies it to the source, all or nothing.
 *
 * @returns the file as it would be; or what is wrong, in words for whoever wrote it
 */
export function readAnswer(answer: string, source: string, filePath: string): AppliedEdits {
  // What was masked on its way to the model must not come back as code.
  if (answer.includes(MASK) && !source.includes(MASK)) {
    return {
      ok: false,
      message: `The answer contains ${MASK}, which stands for a secret. Leave those lines alone.`,
    };
  }
  const applied = apply(answer, source, filePath);
  return applied.ok && applied.text === source
    ? { ok: false, message: 'The patch changes nothing.' }
    : applied;
}

function apply(answer: string, source: string, filePath: string): AppliedEdits {
  const structured = parseStructured(answer);
  if (structured) return applyParsed(structured, source);
  if (!looksLikeBlocks(answer)) {
    if (looksLikeHunks(answer)) return applyParsed(parseHunks(answer, filePath), source);
    const whole = parseWholeFile(answer, source);
    if (whole) return whole;
  }
  return applyParsed(parseBlocks(answer), source);
}

function applyParsed(parsed: ReturnType<typeof parseBlocks>, source: string): AppliedEdits {
  return parsed.ok ? applyEdits(source, parsed.edits) : parsed;
}
