interface Embed {
  readonly title?: string;
  readonly description?: string;
  readonly footer?: { readonly text: string };
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
}

/** What Discord would refuse of a webhook's payload; empty when it is fine. */
export function checkDiscordLimits(payload: unknown): string[] {
  const { content = '', embeds = [] } = payload as { content?: string; embeds?: readonly Embed[] };
  const problems: string[] = [];
  if (content.length > 2_000) problems.push('content');
  if (embeds.length > 10) problems.push('embeds');
  if (content === '' && embeds.length === 0) problems.push('empty');
  let total = 0;
  for (const { title = '', description = '', footer, fields = [] } of embeds) {
    if (title.length > 256) problems.push('title');
    if (description.length > 4_096) problems.push('description');
    if (fields.length > 25) problems.push('fields');
    if (fields.some(({ name, value }) => name.length > 256 || value.length > 1_024 || value === ''))
      problems.push('field');
    total += title.length + description.length + (footer?.text.length ?? 0);
    total += fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  }
  if (total > 6_000) problems.push('total');
  return problems;
}
