import { Inject, Injectable, Logger } from '@nestjs/common';
import { identifyProcess } from '@app/process-runner';
import { HEAL_CHILD_STORE, type HealChild, type HealChildStore } from './heal-child-store.js';

/** Writes down which programs of heals run, from their start to their end. */
@Injectable()
export class HealChildren {
  private readonly logger = new Logger(HealChildren.name);

  constructor(@Inject(HEAL_CHILD_STORE) private readonly store: HealChildStore) {}

  /** @returns what to call when the program has ended */
  began(healId: string, pid: number): () => Promise<void> {
    const identity = identifyProcess(pid);
    if (!identity) return () => Promise.resolve();
    const child = { healId, ...identity };
    const written = this.orWarn(this.store.add(child), child);
    return async () => {
      await written;
      await this.orWarn(this.store.remove(child), child);
    };
  }

  /** A heal goes on where its program cannot be written down; only a crash would then miss it. */
  private orWarn(work: Promise<void>, { healId, pid }: HealChild): Promise<void> {
    return work.catch((error: unknown) => {
      this.logger.warn({
        msg: 'The program of a heal could not be written down',
        healId,
        pid,
        error: String(error),
      });
    });
  }
}
