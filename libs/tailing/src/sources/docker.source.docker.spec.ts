import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { DockerDaemon } from '../../testing/docker-daemon.js';
import { FollowedFolder } from '../../testing/index.js';

jest.setTimeout(120_000);
const LINES = 4_000;
const MOST_LOOKS_AFTER_ITS_END = 100;
const LONG_AGO_MS = 30 * 24 * 3_600_000;
/** The test's time runs far ahead of Docker's, which must not end a line that Docker is just writing. */
const LINE_TIMEOUT_MS = 10 * 24 * 3_600_000;

const daemon = await DockerDaemon.start();
const withDocker = daemon ? describe : describe.skip;

withDocker('a docker source (dockerd and docker, as root)', () => {
  beforeAll(() => daemon?.makeImage());
  afterAll(() => daemon?.dispose());

  it('gives each line of a container once, while Docker rotates and the watchdog is killed', async () => {
    const logs = new FollowedFolder({ lineTimeoutMs: LINE_TIMEOUT_MS }, Date.now() - LONG_AGO_MS);
    const start = (): Promise<void> =>
      logs.start({
        id: 'shop',
        type: 'docker',
        folder: daemon?.containers ?? '',
        container: 'shop',
      });
    await start();
    await logs.drain();
    const script = `i=0
      while [ $i -lt ${String(LINES)} ]; do
        echo "out <$i>"
        if [ $((i % 10)) = 0 ]; then echo "error \\"$i\\"" >&2; fi
        if [ $((i % 500)) = 0 ]; then printf 'long %040000d\\n' $i; fi
        i=$((i + 1))
      done`;
    const rotation = ['max-size=100k', 'max-file=60', 'compress=false'];
    const options = rotation.flatMap((option) => ['--log-opt', option]);
    const other = daemon?.run('other', 'echo not wanted');
    const ended = daemon?.run('shop', script, ...options);
    let looksLeft = Number.POSITIVE_INFINITY;
    void ended?.then(() => (looksLeft = MOST_LOOKS_AFTER_ITS_END));
    const wanted = wantedLines();
    for (let look = 0; looksLeft > 0; look += 1, looksLeft -= 1) {
      await logs.clock.advance(6_000);
      await logs.drain();
      await logs.pull();
      if (look % 3 === 0) {
        await logs.crash();
        await start();
      }
      if (logs.lines.length >= wanted.length) break;
    }
    await Promise.all([other, ended]);
    expect(logs.lines.toSorted()).toEqual(wanted.toSorted());
    expect(logs.gapBytes).toBe(0);
    const files = readdirSync(daemon?.containers ?? '', { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /\.log\.\d+$/.test(file)).length).toBeGreaterThan(3);
    await logs.dispose();
  });
});

function wantedLines(): string[] {
  const numbers = Array.from({ length: LINES }, (_, n) => n);
  return [
    ...numbers.map((n) => `out <${String(n)}>`),
    ...numbers.filter((n) => n % 10 === 0).map((n) => `error "${String(n)}"`),
    ...numbers.filter((n) => n % 500 === 0).map((n) => `long ${String(n).padStart(40_000, '0')}`),
  ];
}
