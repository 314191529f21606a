import { Injectable } from '@nestjs/common';
import type { Heal } from '../heal/heal.js';

/** `withdrawn`: who asked no longer wants it. */
export type PermitAnswer =
  | { readonly outcome: 'granted' }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'withdrawn' };

/** Somebody beyond this host who has a say in whether a heal may run now. */
export interface PermitSource {
  /** Waits for the heal's turn; the signal withdraws the question. Never rejects. */
  ask(heal: Heal, signal: AbortSignal): Promise<PermitAnswer>;
  /** A granted heal did not begin after all. What begins gives its permit back by its end, which the events tell. */
  giveBack(healId: string): void;
}

const grantsAll: PermitSource = {
  ask: () => Promise.resolve({ outcome: 'granted' }),
  giveBack: () => undefined,
};

/** Asked before each heal; grants all until somebody else has a say. */
@Injectable()
export class HealPermits implements PermitSource {
  private source: PermitSource = grantsAll;

  /** Call it before heals run. */
  leaveTo(source: PermitSource): void {
    this.source = source;
  }

  ask(heal: Heal, signal: AbortSignal): Promise<PermitAnswer> {
    return this.source.ask(heal, signal);
  }

  giveBack(healId: string): void {
    this.source.giveBack(healId);
  }
}
