export interface ServerSent {
  readonly id: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Reads server-sent events until there are so many, or the time is over. */
export async function serverSent(
  url: string,
  count: number,
  options: { readonly lastEventId?: string; readonly withinMs: number },
): Promise<readonly ServerSent[]> {
  const headers = options.lastEventId === undefined ? {} : { 'Last-Event-ID': options.lastEventId };
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(options.withinMs) });
  const received: ServerSent[] = [];
  let rest = '';
  for await (const piece of response.body ?? []) {
    const blocks = (rest + Buffer.from(piece).toString()).split('\n\n');
    rest = blocks.pop() ?? '';
    received.push(...blocks.filter((block) => block.startsWith('id:')).map(parse));
    if (received.length >= count) break;
  }
  return received.slice(0, count);
}

function parse(block: string): ServerSent {
  const field = (name: string): string =>
    block
      .split('\n')
      .find((line) => line.startsWith(`${name}: `))
      ?.slice(name.length + 2) ?? '';
  const data = JSON.parse(field('data')) as ServerSent['data'];
  return { id: field('id'), event: field('event'), data };
}
