import { Injectable } from '@nestjs/common';
import { PauseDesk } from '@app/healing';
import type { PauseView } from '@app/read-model';
import { ProblemException } from '../problem-details/problem.exception.js';
import { ServicesQuery } from '../services/services-query.js';
import type { PauseRequest } from './pause-request.js';

const MINUTE_MS = 60_000;

/** Pauses and resumes as answers or problems. */
@Injectable()
export class Automation {
  constructor(
    private readonly desk: PauseDesk,
    private readonly services: ServicesQuery,
  ) {}

  /**
   * @param target null: everything
   * @throws ProblemException when there is no such service: a slip of the pen must not look like a pause
   */
  async pause(
    target: string | null,
    { minutes, reason = 'by hand' }: PauseRequest,
    who: string,
  ): Promise<PauseView> {
    if (target !== null) await this.checkService(target);
    return this.desk.pause({ target, forMs: minutes * MINUTE_MS, reason, who });
  }

  /** @returns the pauses that are left. @throws ProblemException when nothing was paused */
  async resume(target: string | null, who: string): Promise<readonly PauseView[]> {
    if (await this.desk.resume(target, who)) return this.desk.list();
    const what = target ?? 'Everything';
    throw new ProblemException(
      'not-paused',
      `${what} is not paused by itself. GET /api/pauses lists the pauses in force.`,
    );
  }

  private async checkService(name: string): Promise<void> {
    if ((await this.services.all()).some((service) => service.name === name)) return;
    throw new ProblemException(
      'service-not-found',
      `There is no service ${name}. GET /api/services lists them.`,
    );
  }
}
