import { type ActRunner, done, failure, type Heal, type HealOutcome } from '@app/healing';

/** Nothing is done: every act ends as the replay supposes it would have. */
export class RehearsedActs implements ActRunner {
  constructor(private readonly supposed: 'works' | 'fails') {}

  run({ action, target }: Heal): Promise<HealOutcome> {
    const what = `${action.type} of ${target}`;
    return Promise.resolve(
      this.supposed === 'works'
        ? done(`Only rehearsed: ${what} is supposed to work.`)
        : failure('exit-code', `Only rehearsed: ${what} is supposed to fail.`),
    );
  }
}
