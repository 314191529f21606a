import { resourceKinds, type ResourceReading, SystemResourceSampler } from '@app/detection';
import { Command, CommandRunner, Option } from 'nest-commander';
import { Terminal } from '../terminal.js';

const INTERVAL_MS = 2_000;

interface ResourcesFlags {
  readonly once?: boolean;
  readonly json?: boolean;
}

@Command({
  name: 'resources',
  description: 'CPU, memory, swap, disk and load as the watchdog sees them',
})
export class ResourcesCommand extends CommandRunner {
  constructor(private readonly terminal: Terminal) {
    super();
  }

  async run(_arguments: string[], { once = false, json = false }: ResourcesFlags): Promise<void> {
    const sampler = new SystemResourceSampler();
    // The first sample of the CPU is its mean since the machine started.
    await sampler.sample([]);
    const over = new AbortController();
    process.once('SIGINT', () => {
      over.abort();
    });
    do {
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
      const at = new Date().toISOString();
      const readings = await sampler.sample(['/']);
      this.terminal.data(
        json ? JSON.stringify({ at, readings }) : `${at}  ${readings.map(textOf).join('  ')}`,
      );
    } while (!once && !over.signal.aborted);
  }

  @Option({ flags: '--json', description: 'as JSON, a line each' })
  parseJson(): boolean {
    return true;
  }

  @Option({ flags: '--once', description: 'one line, then end' })
  parseOnce(): boolean {
    return true;
  }
}

function textOf({ name, value }: ResourceReading): string {
  const { id, unit } = resourceKinds[name];
  return `${id} ${value.toFixed(1)} ${unit === 'Ms' ? 'ms' : '%'}`;
}
