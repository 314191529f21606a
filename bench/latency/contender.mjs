import { spawn } from 'node:child_process';

/** A program that runs something when a line is written. */
export class Contender {
  /**
   * @param name for the table
   * @param command program and arguments
   * @param isReady whether it watches, by what it has said
   * @param ranAt returns, by trial, when it ran, in milliseconds since the epoch
   */
  constructor({ name, command, options, isReady, ranAt }) {
    Object.assign(this, { name, command, options, isReady, ranAt });
  }

  async start() {
    const [program, ...args] = this.command;
    const child = spawn(program, args, { ...this.options, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    this.exited = new Promise((resolve) => child.once('exit', resolve));
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    while (!this.isReady(output)) {
      if (child.exitCode !== null)
        throw new Error(`${this.name} ended before it watched:\n${output}`);
      await sleep(50);
    }
  }

  async stop() {
    this.child?.kill('SIGTERM');
    await this.exited;
  }
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
