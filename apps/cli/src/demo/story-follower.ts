import type { AnyDomainEvent, DomainEvent, EventName } from '@app/contracts';
import type { EventStore } from '@app/event-bus';
import { StoryTeller } from '../story/story-teller.js';

const POLL_MS = 100;
const PAGE = 200;

/** Reads the events as the watchdog stores them, prints the story, and lets the demo wait for a turn in it. */
export class StoryFollower {
  readonly events: AnyDomainEvent[] = [];
  private sequence = 0;
  private stopped = false;
  private readonly teller = new StoryTeller();
  private readonly startedAt = Date.now();

  constructor(
    private readonly store: EventStore,
    private readonly print: (line: string) => void,
  ) {}

  async follow(): Promise<void> {
    while (!this.stopped) {
      const page = await this.store.after(this.sequence, PAGE);
      for (const { sequence, event } of page) {
        this.sequence = sequence;
        this.events.push(event);
        this.printEvent(event);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  stop(): void {
    this.stopped = true;
  }

  named<N extends EventName>(name: N): DomainEvent<N>[] {
    return this.events.filter(
      (event): event is AnyDomainEvent & DomainEvent<N> => event.name === name,
    );
  }

  /** Waits until the story has an event of this name, of the given trigger key where one is named. */
  async reaches(name: EventName, key: string, withinMs: number): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (!this.named(name).some(({ payload }) => 'key' in payload && payload.key.includes(key))) {
      if (Date.now() > deadline) {
        throw new Error(
          `The story did not come to "${name}" of ${key} within ${String(withinMs / 1000)} s.`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  private printEvent(event: AnyDomainEvent): void {
    const line = this.teller.tell(event);
    const at = ((Date.now() - this.startedAt) / 1000).toFixed(1).padStart(5);
    if (line !== undefined) this.print(`${at} s  ${line}`);
  }
}
