import { Inject, Injectable } from '@nestjs/common';
import { HealDesk, type ManualHeal, type ManualHealResult } from '@app/healing';
import {
  actionText,
  HEAL_READER,
  type HealPreview,
  type HealReader,
  type HealSummary,
} from '@app/read-model';
import { ProblemException } from '../problem-details/problem.exception.js';
import { HealDetails } from './heal-details.js';
import type { HealRequest } from './heal-request.js';

type Obstacle = Exclude<ManualHealResult, { readonly outcome: 'accepted' }>;

/** Heals that are asked for by hand: what the desk says, as an answer or as a problem. */
@Injectable()
export class ManualHeals {
  constructor(
    private readonly desk: HealDesk,
    private readonly details: HealDetails,
    @Inject(HEAL_READER) private readonly heals: HealReader,
  ) {}

  /** @throws ProblemException 400 or 409 */
  async request(request: HealRequest, who: string): Promise<HealSummary> {
    const result = await this.desk.request(toManual(request, who));
    if (result.outcome !== 'accepted') throw obstacle(result);
    return this.summary(result.heal.id);
  }

  /** @throws ProblemException 400 or 409, as the request itself would */
  async preview(request: HealRequest, who: string): Promise<HealPreview> {
    const result = await this.desk.preview(toManual(request, who));
    if (result.outcome !== 'possible') throw obstacle(result);
    const { target, risky } = result;
    const sentence = `${actionText(request.action)} would be asked of the watchdog for ${target}. Nothing was done.`;
    return { dryRun: true, action: request.action, service: target, risky, sentence };
  }

  /** @throws ProblemException when there is none of this id */
  async summary(id: string): Promise<HealSummary> {
    return (await this.heals.find(id))?.summary ?? this.details.find(id);
  }

  /** @throws ProblemException always: it is too late for that */
  async refuse(id: string, what: string): Promise<never> {
    const { status, outcome, service } = await this.summary(id);
    const why = status === 'awaiting-approval' ? 'The time to decide is over.' : (outcome ?? '');
    throw new ProblemException(
      'heal-not-waiting',
      `The heal ${id} of ${service} is ${status} and cannot be ${what} any more. ${why}`,
      { members: { healId: id, healStatus: status } },
    );
  }
}

function toManual({ action, service, reason, force }: HealRequest, who: string): ManualHeal {
  return {
    action,
    requestedBy: who,
    reason: reason ?? 'by hand',
    force,
    ...(service === undefined ? {} : { target: service }),
  };
}

function obstacle(result: Obstacle): ProblemException {
  switch (result.outcome) {
    case 'invalid': {
      const errors = [{ pointer: '#/action', detail: result.message }];
      return new ProblemException('invalid-request', result.message, { members: { errors } });
    }
    case 'busy': {
      const { id, target, status } = result.heal;
      return new ProblemException(
        'heal-running',
        `A heal of ${target} is under way (${status}). Wait for its end, or cancel it: POST /api/heals/${id}/cancel`,
        { members: { healId: id } },
      );
    }
    case 'loop-open':
      return new ProblemException(
        'loop-open',
        `Heals of this kind did not help and are paused until ${result.retryAt}. Inspect the service, then reset the loop, or pass force.`,
        { members: { retryAt: result.retryAt } },
      );
  }
}
