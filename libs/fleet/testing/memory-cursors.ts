import type { EventCursors } from '@app/event-bus';

export class MemoryCursors implements EventCursors {
  readonly places = new Map<string, number>();

  read(follower: string): Promise<number> {
    return Promise.resolve(this.places.get(follower) ?? 0);
  }

  save(follower: string, sequence: number): Promise<void> {
    this.places.set(follower, sequence);
    return Promise.resolve();
  }
}
