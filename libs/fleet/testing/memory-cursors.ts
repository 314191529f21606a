import type { EventCursors } from '@app/event-bus';

export class MemoryCursors implements EventCursors {
  readonly places = new Map<string, number>();

  enrol(follower: string): Promise<void> {
    if (!this.places.has(follower)) this.places.set(follower, 0);
    return Promise.resolve();
  }

  leave(follower: string): Promise<void> {
    this.places.delete(follower);
    return Promise.resolve();
  }

  read(follower: string): Promise<number> {
    return Promise.resolve(this.places.get(follower) ?? 0);
  }

  save(follower: string, sequence: number): Promise<void> {
    this.places.set(follower, sequence);
    return Promise.resolve();
  }
}
