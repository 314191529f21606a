import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  type Admission,
  REQUEST_LOG,
  type RequestIdentity,
  type RequestLog,
  type StoredAnswer,
} from '@app/api-access';
import { CLOCK, type Clock } from '@app/clock';
import { FleetService } from '../fleet/fleet-service.js';
import { withinMs } from '../fleet/within-ms.js';

/** An act does not wait for longer than this for a database that is away. */
const FLEET_WITHIN_MS = 3_000;

/**
 * Requests that this API knows and, in a fleet, those that another one knows. While the fleet's database is away
 * each API goes by its own: acting comes first.
 */
@Injectable()
export class KnownRequests implements RequestLog {
  private readonly logger = new Logger('Fleet');

  constructor(
    @Inject(REQUEST_LOG) private readonly own: RequestLog,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly fleet: FleetService,
  ) {}

  async admit(request: RequestIdentity): Promise<Admission> {
    const admission = await this.own.admit(request);
    if (admission.outcome !== 'first') return admission;
    const elsewhere = await this.atFleet((log) => log.admit(request));
    if (elsewhere === undefined || elsewhere.outcome === 'first') return admission;
    if (elsewhere.outcome === 'answered') await this.own.answer(request.id, elsewhere.answer);
    else await this.own.forget(request.id);
    return elsewhere;
  }

  async answer(id: string, answer: StoredAnswer): Promise<void> {
    await this.own.answer(id, answer);
    await this.atFleet((log) => log.answer(id, answer));
  }

  async forget(id: string): Promise<void> {
    await this.own.forget(id);
    await this.atFleet((log) => log.forget(id));
  }

  /** @returns undefined where there is no fleet, or no answer in time */
  private async atFleet<T>(ask: (log: RequestLog) => Promise<T>): Promise<T | undefined> {
    const log = this.fleet.requests;
    if (!log) return undefined;
    const asked = ask(log).catch((error: unknown) => {
      this.logger.warn({
        msg: 'Other APIs do not know of an Idempotency-Key: the fleet database does not answer',
        error: String(error),
      });
      return undefined;
    });
    return withinMs(asked, FLEET_WITHIN_MS, this.clock);
  }
}
