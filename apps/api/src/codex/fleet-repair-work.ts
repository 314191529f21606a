import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { RepeatingWork } from '@app/fleet';
import { FleetService } from '../fleet/fleet-service.js';
import { withinMs } from '../fleet/within-ms.js';
import { RepairActTaker } from './repair-act-taker.js';
import { RepairTeller } from './repair-teller.js';

const TELL_EVERY_MS = 500;
const TAKE_EVERY_MS = 250;
const END_EVERY_MS = 5_000;
/** Many times what an API takes to say that it has a repair; longer than PostgreSQL takes to restart. */
const LEASE_MS = 20_000;
const LAST_WORDS_MS = 3_000;

/** What goes on all the time so that repairs work through any API of a fleet; nothing where there is none. */
@Injectable()
export class FleetRepairWork implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Fleet');
  private works: readonly RepeatingWork[] = [];

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly fleet: FleetService,
    private readonly teller: RepairTeller,
    private readonly taker: RepairActTaker,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.fleet.isOn) return;
    this.works = [
      this.work('Repairs of this API are told to the fleet', TELL_EVERY_MS, () => this.tell()),
      this.work('This API hears what others ask of its repairs', TAKE_EVERY_MS, () =>
        this.taker.takeNext(),
      ),
      this.work('Repairs of silent APIs are ended', END_EVERY_MS, () => this.endSilent()),
    ];
  }

  /** Repairs have ended by now: the others get to know how. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.works.length === 0) return;
    const ended = Promise.all(this.works.map((work) => work.stop())).then(() => this.tell());
    await withinMs(
      ended.catch(() => false),
      LAST_WORDS_MS,
      this.clock,
    );
  }

  private work(what: string, everyMs: number, piece: () => Promise<boolean>): RepeatingWork {
    return new RepeatingWork(what, this.clock, piece, everyMs).start();
  }

  private async tell(): Promise<boolean> {
    await this.teller.tellNews();
    return false;
  }

  private async endSilent(): Promise<boolean> {
    const ended = (await this.fleet.repairs?.endSilent(LEASE_MS)) ?? [];
    for (const { id, instance, toldAt } of ended)
      this.logger.warn({
        msg: 'A repair has ended: its API gives no sign of life',
        repair: id,
        instance,
        toldAt,
      });
    return false;
  }
}
