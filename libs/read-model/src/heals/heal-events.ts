import type { AnyDomainEvent, DomainEvent, EventName } from '@app/contracts';

/** What the story of its incident tells of one heal. */
export class HealEvents {
  constructor(
    private readonly healId: string,
    private readonly story: readonly AnyDomainEvent[],
  ) {}

  /** The last event of this name that is about the heal. */
  of<N extends EventName>(name: N): DomainEvent<N> | undefined {
    return this.story.findLast(
      (event): event is AnyDomainEvent & DomainEvent<N> =>
        event.name === name && 'healId' in event.payload && event.payload.healId === this.healId,
    );
  }

  /** The code fix that was done for the heal: repairs know their incident only, so its time tells. */
  repair(): DomainEvent<'repair.finished'> | undefined {
    const started = this.of('heal.started')?.occurredAt;
    if (started === undefined) return undefined;
    const ended = (this.of('heal.succeeded') ?? this.of('heal.failed'))?.occurredAt ?? '9';
    return this.story.findLast(
      (event): event is AnyDomainEvent & DomainEvent<'repair.finished'> =>
        event.name === 'repair.finished' &&
        event.occurredAt >= started &&
        event.occurredAt <= ended,
    );
  }

  /** The end of the act's output; empty while there is none. */
  output(): string {
    return (this.of('heal.succeeded') ?? this.of('heal.failed'))?.payload.output ?? '';
  }
}
