/** A piece of evidence; what tells most comes first. */
export interface EvidenceSection {
  readonly title: string;
  readonly text: string;
}

const CHARS_PER_TOKEN = 4;
/** Less than this of a section tells nothing. */
const LEAST_CHARS = 200;

/** Puts sections together, most telling first, until the budget is used up; the last one may be cut. */
export function withinBudget(sections: readonly EvidenceSection[], tokens: number): string {
  let left = tokens * CHARS_PER_TOKEN;
  const parts: string[] = [];
  for (const { title, text } of sections) {
    const whole = `# ${title}\n${text.trimEnd()}\n`;
    if (text.trim() === '' || left < Math.min(whole.length, LEAST_CHARS)) continue;
    const part = whole.length <= left ? whole : cut(whole, left);
    parts.push(part);
    left -= part.length + 1;
  }
  return parts.join('\n');
}

function cut(text: string, chars: number): string {
  const end = '\n[cut]\n';
  const kept = text.slice(0, chars - end.length);
  return `${kept.slice(0, Math.max(kept.lastIndexOf('\n'), 0))}${end}`;
}
