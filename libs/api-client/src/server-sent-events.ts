export interface ServerSentEvent {
  readonly event: string;
  readonly data: string;
}

/** The events of a stream, as the HTML standard has them; comments and empty events are left out. */
export async function* serverSentEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  let rest = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const blocks = (rest + read.value.replaceAll('\r\n', '\n')).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parse(block);
        if (event.data !== '') yield event;
      }
    }
  } finally {
    await reader.cancel();
  }
}

function parse(block: string): ServerSentEvent {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line) ?? []);
  const values = (wanted: string) =>
    fields.flatMap(([, name, value]) => (name === wanted ? [value ?? ''] : []));
  return { event: values('event').at(-1) ?? 'message', data: values('data').join('\n') };
}
