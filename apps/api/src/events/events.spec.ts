import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EventBus } from '@app/event-bus';
import { until } from '../../testing/until.js';
import { TestApi } from '../../testing/test-api.js';

interface Received {
  readonly id: string;
  readonly event: string;
  readonly data: { readonly sequence: number; readonly payload: { readonly patterns: number } };
}

/** A browser's EventSource, as far as these tests need one. */
class Reader {
  readonly received: Received[] = [];
  private readonly leaving = new AbortController();
  private readonly done: Promise<void>;

  constructor(url: string, headers: Readonly<Record<string, string>> = {}) {
    this.done = this.read(url, headers).catch(() => undefined);
  }

  async leave(): Promise<void> {
    this.leaving.abort();
    await this.done;
  }

  get numbers(): number[] {
    return this.received.map(({ data }) => data.payload.patterns);
  }

  private async read(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
    const response = await fetch(url, { headers, signal: this.leaving.signal });
    let rest = '';
    for await (const piece of response.body ?? []) {
      const blocks = (rest + Buffer.from(piece).toString()).split('\n\n');
      rest = blocks.pop() ?? '';
      this.received.push(...blocks.filter((block) => block.startsWith('id:')).map(parse));
    }
  }
}

function parse(block: string): Received {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  ) as Record<'id' | 'event' | 'data', string>;
  return { ...fields, data: JSON.parse(fields.data) as Received['data'] };
}

describe('GET /api/events', () => {
  const readers: Reader[] = [];
  let api: TestApi;
  let published = 0;

  beforeEach(async () => {
    api = await new TestApi().start();
    published = 0;
  });
  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.leave()));
    await api.dispose();
  });

  const read = (lastEventId?: string, query = '') => {
    const headers: Record<string, string> =
      lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
    const reader = new Reader(`${api.url}/api/events${query}`, headers);
    readers.push(reader);
    return reader;
  };
  const publish = async (count: number) => {
    const bus = api.app.get(EventBus);
    for (let number = 0; number < count; number += 1) {
      await bus.publish('config.reloaded', { path: 'p', patterns: published });
      published += 1;
    }
  };
  const all = () => Array.from({ length: published }, (_, number) => number);

  it('tells of each event with its number, its name, its sentence and its incident', async () => {
    const reader = read('0');
    await publish(1);
    await until(() => reader.received.length === 1);
    const [{ id, event, data } = { id: '', event: '', data: {} }] = reader.received;
    expect(event).toBe('config.reloaded');
    expect(data).toMatchObject({
      sequence: Number(id),
      sentence: 'p was loaded anew: 0 patterns.',
      incidentId: expect.any(String) as unknown,
    });
  });

  it('begins with what comes from now on when no event was received before', async () => {
    await publish(3);
    const reader = read();
    await until(async () => {
      await publish(1);
      return reader.received.length > 0;
    });
    expect(reader.numbers[0]).toBeGreaterThanOrEqual(3);
  });

  it('goes on after the last event that was received, by header or by query', async () => {
    await publish(5);
    const first = read('0');
    await until(() => first.received.length === 5);
    const third = first.received[2]?.id ?? '';
    const byHeader = read(third);
    const byQuery = read(undefined, `?lastEventId=${third}`);
    await until(() => byHeader.received.length === 2 && byQuery.received.length === 2);
    expect(byHeader.numbers).toEqual([3, 4]);
    expect(byQuery.numbers).toEqual([3, 4]);
  });

  it('leaves no event out and repeats none, for readers that come and go while much happens', async () => {
    const seen = [0, 1, 2].map((): number[] => []);
    const follow = async (mine: number[], events: number) => {
      let lastId = '0';
      while (mine.length < events) {
        const reader = read(lastId);
        const enough = mine.length + 37;
        await until(() => mine.length + reader.received.length >= Math.min(enough, events));
        await reader.leave();
        mine.push(...reader.numbers);
        lastId = reader.received.at(-1)?.id ?? lastId;
      }
    };
    const EVENTS = 700;
    await Promise.all([publish(EVENTS), ...seen.map((mine) => follow(mine, EVENTS))]);
    for (const mine of seen) expect(mine).toEqual(all());
  });

  it('takes a number of another database for now', async () => {
    await publish(2);
    const reader = read('999999');
    await until(async () => {
      await publish(1);
      return reader.received.length > 0;
    });
    expect(reader.numbers[0]).toBeGreaterThanOrEqual(2);
  });

  it('masks secrets in what it tells', async () => {
    const reader = read('0');
    await api.app
      .get(EventBus)
      .publish('config.rejected', { path: 'p', problems: ['1:1 password=hunter2hunter2'] });
    await until(() => reader.received.length === 1);
    expect(JSON.stringify(reader.received)).not.toContain('hunter2');
  });

  it('refuses an id that is none', async () => {
    const { body } = await api.http.get('/api/events?lastEventId=x');
    expect(body).toMatchObject({ type: '/problems/invalid-request', status: 400 });
  });

  it('ends when the API stops', async () => {
    const reader = read('0');
    await publish(1);
    await until(() => reader.received.length === 1);
    const before = Date.now();
    await api.stop();
    expect(Date.now() - before).toBeLessThan(2_000);
  });
});
