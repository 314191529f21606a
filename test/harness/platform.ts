import type { DomainEvent, EventName } from '@app/contracts';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppProcess, type AppName } from './app-process.js';
import { until } from './until.js';

/** A platform to watch in a folder of its own: its logs, its pattern file, and the apps that watch it. */
export class Platform {
  readonly folder = mkdtempSync(join(tmpdir(), 'autoheal-e2e-'));
  private readonly processes: AppProcess[] = [];

  constructor(private readonly environment: Readonly<Record<string, string>> = {}) {
    mkdirSync(join(this.folder, 'logs'));
  }

  /** What all its apps that still go, or ended by themselves, said. */
  get output(): string {
    return this.processes.map(({ output }) => output).join('\n---\n');
  }

  path(...names: string[]): string {
    return join(this.folder, ...names);
  }

  write(name: string, text: string): void {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  append(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    appendFileSync(this.path(name), text);
  }

  /** Every file, by its path in the folder. */
  files(): string[] {
    return readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)))
      .sort();
  }

  patterns(yaml: string): void {
    this.write('error-patterns.yaml', yaml);
  }

  start(
    app: AppName,
    args: readonly string[] = [],
    extra: Readonly<Record<string, string>> = {},
    hasInput = false,
  ): AppProcess {
    const child = new AppProcess(app, args, {
      cwd: this.folder,
      hasInput,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: this.folder,
        API_PORT: '0',
        ...this.environment,
        ...extra,
      },
    });
    this.processes.push(child);
    return child;
  }

  /** Starts the watchdog and waits until it watches. */
  async watch(extra: Readonly<Record<string, string>> = {}): Promise<AppProcess> {
    const watchdog = this.start('watchdog', [], extra);
    await watchdog.says(/watching/i);
    return watchdog;
  }

  /** Starts the API and returns it with its address. */
  async serve(
    extra: Readonly<Record<string, string>> = {},
  ): Promise<{ api: AppProcess; url: string }> {
    const api = this.start('api', [], extra);
    const [, url] = await api.says(/(http:\/\/[\d.]+:\d+)/);
    return { api, url: url ?? '' };
  }

  /** Runs one command line to its end; `data` is what it said on stdout. */
  async cli(...args: string[]): Promise<{ code: number | null; output: string; data: string }> {
    const cli = this.start('cli', args);
    const { code } = await cli.exited;
    return { code, output: cli.output, data: cli.data };
  }

  events(): DomainEvent[] {
    const file = this.path('data', 'autoheal.db');
    if (!existsSync(file)) return [];
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
    try {
      const rows = database.prepare('select * from events order by sequence').all();
      return rows.map((row) => ({
        id: String(row['id']),
        name: String(row['name']) as EventName,
        correlationId: String(row['correlation_id']),
        causationId: row['causation_id'] === null ? null : String(row['causation_id']),
        occurredAt: String(row['occurred_at']),
        host: String(row['host']),
        payload: JSON.parse(String(row['payload'])) as never,
      }));
    } finally {
      database.close();
    }
  }

  named<N extends EventName>(name: N): DomainEvent<N>[] {
    return this.events().filter((event): event is DomainEvent<N> => event.name === name);
  }

  /** Waits until an event of this name is stored (the newest is returned), and `count` of them. */
  async event<N extends EventName>(
    name: N,
    options: {
      readonly count?: number;
      readonly withinMs?: number;
      readonly where?: (event: DomainEvent<N>) => boolean;
    } = {},
  ): Promise<DomainEvent<N>> {
    return until(
      `${String(options.count ?? 1)} × ${name}`,
      () => {
        const found = this.named(name).filter(options.where ?? (() => true));
        return found.length >= (options.count ?? 1) ? found.at(-1) : undefined;
      },
      {
        ...(options.withinMs === undefined ? {} : { withinMs: options.withinMs }),
        describe: () => this.story() + this.output,
      },
    );
  }

  story(): string {
    return this.events()
      .map(
        (event) =>
          `${event.occurredAt} ${event.name} ${JSON.stringify(event.payload).slice(0, 300)}`,
      )
      .join('\n');
  }

  /** Ends every app, in good order; others may be started afterwards. */
  async stopAll(): Promise<void> {
    for (const child of this.processes.splice(0)) await child.stop();
  }

  /** Kills every app as a power cut would. */
  async killAll(): Promise<void> {
    for (const child of this.processes.splice(0)) {
      child.signal('SIGKILL');
      await child.exited;
    }
  }

  async dispose(): Promise<void> {
    const stops = await Promise.allSettled(this.processes.map((child) => child.stop()));
    rmSync(this.folder, { recursive: true, force: true });
    for (const stop of stops) if (stop.status === 'rejected') throw stop.reason;
  }
}
