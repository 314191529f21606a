import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import { EventFactory } from '@app/event-bus';
import { platformSettings, type PlatformSettings } from '@app/settings';
import type { Fix } from './fix.js';
import { FixDeploy } from './fix-deploy.js';
import { FIX_STORE, type FixStore } from './fix-store.js';
import { fixWatchSettings, type FixWatchSettings } from './fix-watch.settings.js';
import { putFile } from './put-file.js';

/** What became of an approval. What is refused has changed nothing. */
export type Approval =
  /** `first` is false where somebody had approved it before: nothing was done again. */
  | { readonly outcome: 'applied'; readonly fix: Fix; readonly first: boolean }
  | { readonly outcome: 'unknown' }
  | {
      readonly outcome: 'refused';
      readonly reason: 'being-applied' | 'expired' | 'file-changed' | 'reverted';
      /** Why, and what to do. */
      readonly message: string;
    };

const IN_PLACE: ReadonlySet<Fix['status']> = new Set(['applied', 'watching', 'held']);

/** Where people put a proposed patch into the project, once, as the gate saw it. */
@Injectable()
export class ProposalDesk {
  private readonly logger = new Logger(ProposalDesk.name);
  private readonly open = new Map<string, Promise<Approval>>();

  constructor(
    @Inject(fixWatchSettings.token) private readonly settings: FixWatchSettings,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(FIX_STORE) private readonly store: FixStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly events: EventFactory,
    private readonly deployment: FixDeploy,
  ) {}

  /** Applies a proposal; a second call while the first is under way gets what became of that. */
  apply(id: string, who: string): Promise<Approval> {
    const first = this.open.get(id);
    if (first) return first.then(again);
    const approval = this.approve(id, who).finally(() => this.open.delete(id));
    this.open.set(id, approval);
    return approval;
  }

  /** Deploys an applied proposal where that is switched on; it is watched from then on. */
  async deploy({ id }: Fix): Promise<'off' | 'deployed' | 'failed'> {
    const result = await this.deployment.run();
    if (result === 'deployed')
      await this.store.advance(id, 'applied', { status: 'watching', ...this.window() });
    return result;
  }

  /** Until when a proposal may be applied, ISO 8601, UTC; null where it is none. */
  expiresAt({ proposedAt }: Fix): string | null {
    if (proposedAt === null) return null;
    return new Date(Date.parse(proposedAt) + this.settings.proposalMs).toISOString();
  }

  private async approve(id: string, who: string): Promise<Approval> {
    const fix = await this.store.find(id);
    if (!fix) return { outcome: 'unknown' };
    if (fix.status !== 'proposed') return notWaiting(fix);
    const refusal = await this.refusalOf(fix);
    if (refusal) return refusal;
    if (!(await this.store.advance(id, 'proposed', { status: 'applying' })))
      return this.approve(id, who);
    if (await this.replaced(fix)) return this.applied(fix, who);
    await this.store.advance(id, 'applying', { status: 'proposed' });
    return refused(
      'file-changed',
      `${fix.filePath} was changed since the patch was tested, so it was not written. Ask for a new fix if the error is still there.`,
    );
  }

  private async refusalOf(fix: Fix): Promise<Approval | undefined> {
    const expiresAt = this.expiresAt(fix) ?? '';
    if (expiresAt < new Date(this.clock.now()).toISOString())
      return refused(
        'expired',
        `The patch could be applied until ${expiresAt} (CODEX_PROPOSAL_HOURS). Ask for a new fix if the error is still there.`,
      );
    return (await this.store.wasReverted(fix.fingerprint, fix.after)) ? tookBack() : undefined;
  }

  private async replaced(fix: Fix): Promise<boolean> {
    try {
      return await putFile(fix.filePath, { from: fix.before, to: fix.after }, this.platform);
    } catch (error) {
      await this.store.advance(fix.id, 'applying', { status: 'proposed' });
      throw error;
    }
  }

  private async applied(fix: Fix, who: string): Promise<Approval> {
    const { id, filePath, incidentId } = fix;
    const event = this.events.create(
      'repair.applied',
      { jobId: id, filePath, approvedBy: who },
      { correlationId: incidentId ?? id },
    );
    const change = { status: 'applied', ...this.window() } as const;
    // Whoever took this process for dead a moment ago has put the fix back among those that wait.
    if (!(await this.store.advance(id, 'applying', change, event)))
      await this.store.advance(id, 'proposed', change, event);
    this.logger.log({ msg: 'A proposed code fix was applied', repair: id, file: filePath, who });
    return { outcome: 'applied', fix: { ...fix, ...change }, first: true };
  }

  private window() {
    const now = this.clock.now();
    return {
      appliedAt: new Date(now).toISOString(),
      watchUntil: new Date(now + this.settings.windowMs).toISOString(),
    };
  }
}

function again(approval: Approval): Approval {
  return approval.outcome === 'applied' ? { ...approval, first: false } : approval;
}

function notWaiting(fix: Fix): Approval {
  if (IN_PLACE.has(fix.status)) return { outcome: 'applied', fix, first: false };
  return fix.status === 'applying'
    ? refused('being-applied', 'Somebody else is applying the patch right now. Ask again.')
    : tookBack();
}

function tookBack(): Approval {
  return refused(
    'reverted',
    'This patch was in place before, and its error came back. Ask for a new fix.',
  );
}

function refused(
  reason: Extract<Approval, { outcome: 'refused' }>['reason'],
  message: string,
): Approval {
  return { outcome: 'refused', reason, message };
}
