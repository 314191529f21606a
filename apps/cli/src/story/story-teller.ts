import type { AnyDomainEvent } from '@app/contracts';
import { tell } from './tell.js';

/** Tells a story event by event; the same trouble again and again tells nothing new. */
export class StoryTeller {
  private readonly detectedIn = new Set<string>();

  /** The line for a person; undefined for what tells nothing new. */
  tell(event: AnyDomainEvent): string | undefined {
    if (event.name === 'detection.raised') {
      if (this.detectedIn.has(event.correlationId)) return undefined;
      this.detectedIn.add(event.correlationId);
    }
    return tell(event);
  }
}
