import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { type FleetRepair, fleetSettings, type FleetSettings, type RepairBoard } from '@app/fleet';
import { RepairQueue } from '@app/openai-operator';
import { FleetService } from '../fleet/fleet-service.js';
import { withinMs } from '../fleet/within-ms.js';
import { RedactedTexts } from '../redaction/redacted-texts.js';
import { OwnRepairs } from './own-repairs.js';
import type { RepairJobResponse } from './repair-job.response.js';

const NEWEST = 50;
const ALL_EVERY_MS = 10_000;
/** A caller does not wait for longer than this until the other APIs know of its repair. */
const AT_ONCE_MS = 2_000;

/**
 * Tells the fleet how the repairs of this API stand: those under way all the time, so that nobody takes them for
 * lost, and the newest of all now and then, because patches go on after their repair.
 */
@Injectable()
export class RepairTeller {
  private readonly logger = new Logger('Fleet');
  /** What was told last of each, before its secrets were masked. */
  private readonly told = new Map<string, string>();
  private readonly open = new Set<string>();
  private allAt = 0;
  private telling: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(fleetSettings.token) private readonly settings: FleetSettings,
    private readonly fleet: FleetService,
    private readonly queue: RepairQueue,
    private readonly own: OwnRepairs,
    private readonly texts: RedactedTexts,
  ) {}

  /** Resolves soon, whatever happens: what cannot be told now is told later. */
  async tellAtOnce(...ids: readonly string[]): Promise<void> {
    for (const id of ids) this.open.add(id);
    const telling = this.tell(ids).catch((error: unknown) => {
      this.logger.warn({ msg: 'A repair is not told to the fleet yet', error: String(error) });
    });
    await withinMs(telling, AT_ONCE_MS, this.clock);
  }

  /** Whatever there is to tell by now. @throws while the database does not answer */
  async tellNews(): Promise<void> {
    for (const id of this.queue.underWay()) this.open.add(id);
    const now = this.clock.now();
    if (now < this.allAt) return this.tell([...this.open]);
    const newest = (await this.own.newest(NEWEST)).map(({ id }) => id);
    await this.tell([...new Set([...this.open, ...newest])]);
    for (const id of this.told.keys()) if (!newest.includes(id)) this.told.delete(id);
    this.allAt = now + ALL_EVERY_MS;
  }

  /** One after the other: what is told last is the newest. */
  private tell(ids: readonly string[]): Promise<void> {
    const turn = this.telling.then(() => this.tellOf(ids));
    this.telling = turn.catch(() => undefined);
    return turn;
  }

  private async tellOf(ids: readonly string[]): Promise<void> {
    const board = this.fleet.repairs;
    if (!board) return;
    for (const id of ids) {
      const repair = await this.own.find(id);
      if (repair) await this.tellOne(repair, board);
    }
    await board.hold(this.queue.underWay());
  }

  private async tellOne(repair: RepairJobResponse, board: RepairBoard): Promise<void> {
    const { id, status } = repair;
    const steps = await this.own.steps(id);
    const news = JSON.stringify([repair, steps.length]);
    if (this.told.get(id) !== news) await board.tell([await this.masked(repair, steps)]);
    this.told.set(id, news);
    if (status === 'done') this.open.delete(id);
  }

  private async masked(
    repair: RepairJobResponse,
    allSteps: readonly unknown[],
  ): Promise<FleetRepair> {
    const { id, status } = repair;
    const [view, steps] = await this.texts.redact([repair, allSteps] as const);
    const plain = view as unknown as FleetRepair['view'];
    return { id, instance: this.settings.host, status, view: plain, steps };
  }
}
