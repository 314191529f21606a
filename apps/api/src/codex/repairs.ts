import { Injectable } from '@nestjs/common';
import { FleetRepairs } from './fleet-repairs.js';
import { OwnRepairs } from './own-repairs.js';
import type { RepairJobResponse } from './repair-job.response.js';
import { jobDone, jobNotFound } from './repair-problems.js';

/** Repairs wherever they are: of this API first, else of another one of its fleet. */
@Injectable()
export class Repairs {
  constructor(
    private readonly own: OwnRepairs,
    private readonly fleet: FleetRepairs,
  ) {}

  /** @throws ProblemException where there is none of this id, or nobody can say */
  async find(id: string): Promise<RepairJobResponse> {
    const found = (await this.own.find(id)) ?? (await this.fleet.find(id));
    if (found) return found;
    throw jobNotFound(id);
  }

  /** Newest first. What this API has, it knows best. */
  async newest(limit: number): Promise<RepairJobResponse[]> {
    const own = await this.own.newest(limit);
    const mine = new Set(own.map(({ id }) => id));
    const others = (await this.fleet.newest(limit)).filter(({ id }) => !mine.has(id));
    return [...own, ...others].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit);
  }

  /** What its tasks did until now, oldest first. */
  async steps(id: string): Promise<readonly unknown[]> {
    return (await this.own.find(id)) ? this.own.steps(id) : this.fleet.steps(id);
  }

  /**
   * @returns the repair as it was before
   * @throws ProblemException where it is done already, or out of reach
   */
  async cancel(id: string, who: string): Promise<RepairJobResponse> {
    const repair = await this.find(id);
    if (repair.status === 'done') throw jobDone(id);
    if (await this.own.find(id)) this.own.cancel(id, who);
    else await this.fleet.act('cancel', id, who);
    return repair;
  }

  /** @throws ProblemException where there is nothing to apply, or it is out of reach */
  async apply(id: string, who: string): Promise<RepairJobResponse> {
    if (await this.own.find(id)) await this.own.apply(id, who);
    else await this.fleet.act('apply', id, who);
    return this.find(id);
  }
}
