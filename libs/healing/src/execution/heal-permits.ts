import { Injectable } from '@nestjs/common';
import type { Heal } from '../heal/heal.js';

/** `withdrawn`: who asked no longer wants it. */
export type PermitAnswer =
  | { readonly outcome: 'granted' }
  | { readonly outcome: 'refused'; readonly message: string }
  | { readonly outcome: 'withdrawn' };

/** Whether a heal to which a permit was granted may act at this moment. */
export type PermitCheck =
  /** `fencingToken`: higher than that of any who acted before; absent where nobody counts. */
  | { readonly outcome: 'held'; readonly fencingToken?: number }
  | { readonly outcome: 'lost'; readonly message: string };

/** Somebody beyond this host who has a say in whether a heal may run now. */
export interface PermitSource {
  /** Waits for the heal's turn; the signal withdraws the question. Never rejects. */
  ask(heal: Heal, signal: AbortSignal): Promise<PermitAnswer>;
  /** Asked before each step of a granted heal: others may have got the permit meanwhile. Never rejects. */
  check(healId: string): Promise<PermitCheck>;
  /** A granted heal did not begin after all. What begins gives its permit back by its end, which the events tell. */
  giveBack(healId: string): void;
}

const grantsAll: PermitSource = {
  ask: () => Promise.resolve({ outcome: 'granted' }),
  check: () => Promise.resolve({ outcome: 'held' }),
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

  check(healId: string): Promise<PermitCheck> {
    return this.source.check(healId);
  }

  giveBack(healId: string): void {
    this.source.giveBack(healId);
  }
}
