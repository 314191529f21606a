import { spawn } from 'node:child_process';

/** A follower that is started, and killed as a crash would: with all that it has started. */
export class FollowerProcess {
  child;

  constructor([file, ...args]) {
    this.file = file;
    this.args = args;
  }

  start() {
    const child = spawn(this.file, this.args, {
      detached: true,
      stdio: ['ignore', 'ignore', process.env.BENCH_DEBUG ? 'inherit' : 'ignore'],
    });
    this.child = child;
    this.exited = new Promise((resolve) => child.once('exit', resolve));
  }

  async kill() {
    if (!this.child) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
    await this.exited;
    this.child = undefined;
  }
}
