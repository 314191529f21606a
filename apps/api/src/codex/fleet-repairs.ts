import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { newId } from '@app/event-bus';
import type { KnownRepair, RepairAct, RepairActAnswer, RepairBoard } from '@app/fleet';
import { FleetService } from '../fleet/fleet-service.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import type { ProblemSlug } from '../problem-details/problem-types.js';
import { viewOf } from './lost-repair.js';
import type { RepairJobResponse } from './repair-job.response.js';
import { jobNotFound } from './repair-problems.js';

const LOOK_EVERY_MS = 100;
const ANSWER_WITHIN_MS = 10_000;

/** The repairs of all APIs of the fleet, as its database has them; none where there is no fleet. */
@Injectable()
export class FleetRepairs {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly fleet: FleetService,
  ) {}

  /** @throws ProblemException where the database does not answer */
  async find(id: string): Promise<RepairJobResponse | undefined> {
    const known = await this.known(id);
    return known && viewOf(known);
  }

  async steps(id: string): Promise<readonly unknown[]> {
    return (await this.known(id))?.steps ?? [];
  }

  /** Newest first; none where the database does not answer. */
  async newest(limit: number): Promise<readonly RepairJobResponse[]> {
    const known = (await this.fleet.repairs?.newest(limit).catch(() => [])) ?? [];
    return known.map(viewOf);
  }

  /**
   * Has the API do it that has the repair.
   *
   * @throws ProblemException with which that API refuses, or when it does not answer
   */
  async act(kind: RepairAct['kind'], repairId: string, who: string): Promise<void> {
    const board = this.fleet.repairs;
    const known = await this.known(repairId);
    if (!board || !known) throw jobNotFound(repairId);
    const act = { id: newId(this.clock.now()), repairId, kind, who };
    const answer = await this.fleet.answered(() => this.answerTo(act, board));
    if (!answer) throw await this.noAnswer(act, board, known);
    if (answer.problem) throw problemOf(answer.problem);
  }

  private async known(id: string): Promise<KnownRepair | undefined> {
    const board = this.fleet.repairs;
    return board && this.fleet.answered(() => board.find(id));
  }

  private async answerTo(act: RepairAct, board: RepairBoard): Promise<RepairActAnswer | undefined> {
    await board.ask(act);
    const until = this.clock.now() + ANSWER_WITHIN_MS;
    while (this.clock.now() < until) {
      const answer = await board.answerTo(act.id);
      if (answer) return answer;
      await this.clock.sleep(LOOK_EVERY_MS);
    }
    return undefined;
  }

  private async noAnswer(
    { id, repairId }: RepairAct,
    board: RepairBoard,
    { instance }: KnownRepair,
  ): Promise<ProblemException> {
    const undone = await this.fleet.answered(() => board.withdraw(id));
    const what = undone
      ? 'Nothing was done; ask again when it is back.'
      : `It may have been done: look at GET /api/codex/jobs/${repairId}, then ask again.`;
    return new ProblemException(
      'repair-instance-away',
      `The API ${instance}, which has the repair, does not answer. ${what}`,
    );
  }
}

function problemOf({ slug, detail, members }: NonNullable<RepairActAnswer['problem']>) {
  return new ProblemException(slug as ProblemSlug, detail, { members });
}
