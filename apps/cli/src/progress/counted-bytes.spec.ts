import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countedBytes } from './counted-bytes.js';

describe('countedBytes', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'counted-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const read = async (bytes: number) => {
    const path = join(folder, 'app.log');
    writeFileSync(path, Buffer.alloc(bytes, 'x'));
    const said: string[] = [];
    let length = 0;
    for await (const chunk of countedBytes(path, (detail) => said.push(detail)))
      length += chunk.length;
    return { length, said };
  };

  it('says each tenth of a long file once, and not its end', async () => {
    const { length, said } = await read(2_000_000);
    expect(length).toBe(2_000_000);
    expect(said).toEqual(
      [10, 20, 30, 40, 50, 60, 70, 80, 90].map((n) => `${String(n)}% of 2.0 MB`),
    );
  });

  it('says nothing of what is read at once, or of nothing', async () => {
    expect(await read(1_000)).toEqual({ length: 1_000, said: [] });
    expect(await read(0)).toEqual({ length: 0, said: [] });
  });
});
