import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  fleetSettings,
  type FleetSettings,
  type RepairAct,
  type RepairActAnswer,
} from '@app/fleet';
import { FleetService } from '../fleet/fleet-service.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { OwnRepairs } from './own-repairs.js';
import { RepairTeller } from './repair-teller.js';

/** Whoever asked has gone by then. */
const TOO_OLD_MS = 60_000;

/** Does here what another API of the fleet was asked for. */
@Injectable()
export class RepairActTaker {
  private readonly logger = new Logger('Fleet');

  constructor(
    @Inject(fleetSettings.token) private readonly settings: FleetSettings,
    private readonly fleet: FleetService,
    private readonly own: OwnRepairs,
    private readonly teller: RepairTeller,
  ) {}

  /** @returns whether there was anything to do */
  async takeNext(): Promise<boolean> {
    const board = this.fleet.repairs;
    const acts = (await board?.take(this.settings.host, TOO_OLD_MS)) ?? [];
    for (const act of acts) {
      const answer = await this.answerTo(act);
      await this.teller.tellAtOnce(act.repairId);
      await board?.answer(act.id, answer);
    }
    return acts.length > 0;
  }

  private async answerTo({ kind, repairId, who }: RepairAct): Promise<RepairActAnswer> {
    try {
      if (kind === 'cancel') this.own.cancel(repairId, who);
      else await this.own.apply(repairId, who);
      return {};
    } catch (error) {
      return { problem: this.problemOf(error, kind) };
    }
  }

  private problemOf(error: unknown, kind: RepairAct['kind']) {
    if (error instanceof ProblemException) {
      const { slug, message: detail, members } = error;
      return { slug, detail, members };
    }
    this.logger.error({ msg: `What another API asked for failed: ${kind}`, error: String(error) });
    const detail = `It failed at the API ${this.settings.host}, which has the repair; its log says why.`;
    return { slug: 'internal-error', detail, members: {} };
  }
}
