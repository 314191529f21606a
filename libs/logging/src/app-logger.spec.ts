import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AppLogger } from './app-logger.js';

describe('AppLogger', () => {
  const written: string[] = [];
  beforeEach(() => {
    written.length = 0;
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('shows a message with its fields', () => {
    new AppLogger('text').log({ msg: 'Watching', files: 3 }, 'Watchdog');
    expect(written.join('')).toContain('Watching files=3\n');
  });

  it.each(['text', 'json'] as const)(
    'lets no value of a field begin a line or act on a terminal (%s)',
    (format) => {
      const hostile = 'a\x1b[2J\x1b]0;root\x07\r\n2026 ERROR forged\x9b2J\u2028b';
      new AppLogger(format).warn({ msg: 'Odd', detail: hostile }, 'Watchdog');
      const [line = '', ...more] = written.join('').trimEnd().split('\n');
      expect(more).toEqual([]);
      expect(Array.from(line).every((character) => character >= ' ')).toBe(true);
    },
  );
});
