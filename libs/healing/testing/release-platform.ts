import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a revision of the tiny service is like. */
export interface Revision {
  /** What it answers. */
  readonly answer: string;
  readonly build?: 'broken';
  readonly tests?: 'failing';
  readonly boot?: 'crashes';
  /** Answers 500 once it has run for so long. */
  readonly illAfterMs?: number;
  /** Whether it is ill only where PM2 runs it, as a trial cannot see. */
  readonly onlyLive?: boolean;
}

/** A git repository with a tiny HTTP service in it, and a folder that releases of it go to. */
export class ReleasePlatform {
  private readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'autoheal-release-')));
  readonly repository = join(this.root, 'origin');
  readonly folder = join(this.root, 'shop');

  constructor() {
    mkdirSync(this.repository);
    this.git('init', '-q', '-b', 'main');
    this.commit({ answer: 'good-0' });
    mkdirSync(join(this.folder, 'releases'), { recursive: true });
    const first = join(this.folder, 'releases', 'first');
    execFileSync('git', ['clone', '-q', this.repository, first], { stdio: 'ignore' });
    symlinkSync('releases/first', join(this.folder, 'current'));
  }

  /** Where `current` leads, as it is written. */
  get current(): string {
    return readlinkSync(join(this.folder, 'current'));
  }

  get releases(): string[] {
    return readdirSync(join(this.folder, 'releases')).sort();
  }

  get state(): unknown {
    const path = join(this.folder, 'releases.json');
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined;
  }

  /** The revision that the live release is, by what it answers. */
  get liveAnswer(): string {
    return readFileSync(join(this.folder, 'current', 'answer'), 'utf8');
  }

  commit(revision: Revision): string {
    const { answer, build, tests, boot, illAfterMs, onlyLive } = revision;
    const ill = onlyLive ? 'process.env.pm_id !== undefined' : 'true';
    this.write('answer', answer);
    this.write('build.js', build ? "console.log('cannot build'); process.exit(1);" : '');
    this.write('test.js', tests ? "console.log('1 test failed'); process.exit(1);" : '');
    this.write(
      'server.js',
      `const ill = ${ill};
if (${String(boot === 'crashes')} && ill) throw new Error('crash at boot');
const since = Date.now();
const server = require('http').createServer((_, response) => {
  const bad = ill && Date.now() - since > ${String(illAfterMs ?? Infinity)};
  response.statusCode = bad ? 500 : 200;
  response.end(bad ? 'ill' : ${JSON.stringify(answer)});
}).listen(process.env.PORT, '127.0.0.1');
// As PM2 asks of a service: answer what has come, then go. A cluster's master that has just handed a
// connection to a worker needs its refusal to hand it to another: a worker that is gone loses it.
process.on('SIGINT', () => server.close(() => setTimeout(() => process.exit(0), 250)));`,
    );
    this.git('add', '.');
    this.git('commit', '-q', '-m', answer);
    return this.git('rev-parse', 'HEAD').trim();
  }

  git(...args: string[]): string {
    return execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t.test', ...args], {
      cwd: this.repository,
      stdio: 'pipe',
      encoding: 'utf8',
    });
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  dispose(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private write(name: string, text: string): void {
    writeFileSync(join(this.repository, name), text);
  }
}
