export interface ServerEvent {
  readonly id: string;
  readonly name: string;
  readonly data: string;
}

/**
 * Reads an event stream piece by piece, as the HTML standard has it. Ours and not EventSource,
 * because that one can send no API key.
 */
export class SseParser {
  private rest = '';
  private lastId = '';
  private name = '';
  private data: string[] = [];

  /** @returns the events that this piece completes */
  push(text: string): ServerEvent[] {
    const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line) ?? []);
  }

  private line(line: string): ServerEvent | undefined {
    if (line === '') return this.dispatch();
    const [, field = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'data') this.data.push(value);
    else if (field === 'event') this.name = value;
    else if (field === 'id' && !value.includes('\0')) this.lastId = value;
    return undefined;
  }

  private dispatch(): ServerEvent | undefined {
    const { name, data, lastId } = this;
    this.name = '';
    this.data = [];
    if (data.length === 0) return undefined;
    return { id: lastId, name: name === '' ? 'message' : name, data: data.join('\n') };
  }
}
