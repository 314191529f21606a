interface SlackText {
  readonly type: string;
  readonly text: string;
}

interface SlackBlock {
  readonly type: string;
  readonly text?: SlackText;
  readonly elements?: readonly SlackText[];
  readonly fields?: readonly SlackText[];
}

/** What Slack would refuse of a webhook's payload; empty when it is fine. */
export function checkSlackLimits(payload: unknown): string[] {
  const { text, blocks } = payload as { text?: string; blocks?: readonly SlackBlock[] };
  const problems: string[] = [];
  if (text === undefined || text === '') problems.push('no_text');
  if ((blocks?.length ?? 0) > 50) problems.push('too many blocks');
  for (const block of blocks ?? []) {
    const limit = block.type === 'header' ? 150 : 3_000;
    for (const part of [block.text, ...(block.elements ?? [])]) {
      if (part && (part.text.length > limit || part.text.length === 0))
        problems.push(`invalid_blocks: ${block.type}`);
    }
    if ((block.fields?.length ?? 0) > 10) problems.push('too many fields');
  }
  if (JSON.stringify(payload).length > 40_000 || visibleLength(blocks ?? []) > 13_000)
    problems.push('msg_too_long');
  return problems;
}

function visibleLength(blocks: readonly SlackBlock[]): number {
  return blocks
    .flatMap(({ text, elements }) => [text, ...(elements ?? [])])
    .reduce((sum, part) => sum + (part?.text.length ?? 0), 0);
}
