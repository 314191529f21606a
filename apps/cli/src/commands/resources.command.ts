import { SystemResourceSampler } from '@app/detection';
import { Command, CommandRunner, Option } from 'nest-commander';
import { Terminal } from '../terminal.js';

const INTERVAL_MS = 2_000;

@Command({ name: 'resources', description: 'CPU and memory as the watchdog sees them' })
export class ResourcesCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  async run(_arguments: string[], { once = false }: { once?: boolean }): Promise<void> {
    const sampler = new SystemResourceSampler();
    // The first sample of the CPU is its mean since the machine started.
    await sampler.sample();
    const over = new AbortController();
    process.once('SIGINT', () => {
      over.abort();
    });
    do {
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
      const { cpu, memory } = await sampler.sample();
      this.terminal.data(
        `${new Date().toISOString()}  cpu ${cpu.toFixed(1)} %  memory ${memory.toFixed(1)} %`,
      );
    } while (!once && !over.signal.aborted);
  }

  @Option({ flags: '--once', description: 'one line, then end' })
  parseOnce(): boolean {
    return true;
  }
}
