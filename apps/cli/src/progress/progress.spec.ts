import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { Progress } from './progress.js';

/** A stream as a terminal or a pipe is one, with all that was written to it. */
function stream(isTTY: boolean) {
  const through = Object.assign(new PassThrough(), { isTTY, columns: 80, rows: 24 });
  let written = '';
  through.on('data', (data: Buffer) => {
    written += data.toString('utf8');
  });
  return { stream: through as unknown as NodeJS.WriteStream, written: () => written };
}

const work = (say: (detail: string) => void): Promise<number> => {
  say('half way');
  return Promise.resolve(42);
};

describe('Progress', () => {
  it('writes plain lines where nobody watches', async () => {
    const { stream: pipe, written } = stream(false);
    expect(await new Progress(pipe).run('Counting', work)).toBe(42);
    expect(written()).toBe('Counting\n  half way\n');
  });

  it('shows a list on a terminal, with a tick at the end', async () => {
    const { stream: terminal, written } = stream(true);
    expect(await new Progress(terminal).run('Counting', work)).toBe(42);
    expect(written()).toMatch(/✔.*Counting/);
  });

  it.each([true, false])('hands on the error of the work (terminal: %s)', async (isTTY) => {
    const failing = new Progress(stream(isTTY).stream).run('Counting', () =>
      Promise.reject(new Error('no numbers')),
    );
    await expect(failing).rejects.toThrow('no numbers');
  });
});
