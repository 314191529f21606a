import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { HealActionSpec, LoopLimits, VerificationPlan } from '@app/contracts';
import { EventFactory, newId } from '@app/event-bus';
import { defaultTarget, parseHealAction } from '../actions/heal-action-schema.js';
import { activeStatuses, type Heal, referenceOf } from '../heal/heal.js';
import { HEAL_STORE, type HealQuery, type HealStore } from '../heal/heal-store.js';
import { LOOP_GUARD_STORE, type LoopGuardStore } from '../loop-guard/loop-guard-store.js';

const VERIFICATION: VerificationPlan = { windowSeconds: 10, settleSeconds: 2 };
const LIMITS: LoopLimits = {
  maxHeals: 100,
  windowSeconds: 3_600,
  pauseSeconds: 60,
  backoffSeconds: 1,
};

export interface ManualHeal {
  /** Of the heal, where the same request may come again: it is the same heal then. By default a new one. */
  readonly id?: string;
  readonly action: HealActionSpec;
  /** By default the action's own. */
  readonly target?: string;
  /** `cli:alice`, `api:key-name`. */
  readonly requestedBy: string;
  readonly reason: string;
  /** Heal although a loop is open. */
  readonly force?: boolean;
}

export type ManualHealResult =
  | { readonly outcome: 'accepted'; readonly heal: Heal }
  | { readonly outcome: 'invalid'; readonly message: string }
  | { readonly outcome: 'busy'; readonly heal: Heal }
  | { readonly outcome: 'loop-open'; readonly retryAt: string };

/** What a request would lead to. */
export type ManualHealPreview =
  | { readonly outcome: 'possible'; readonly target: string; readonly risky: boolean }
  | Exclude<ManualHealResult, { readonly outcome: 'accepted' }>;

export type VoteResult =
  | { readonly outcome: 'done'; readonly heal: Heal }
  | { readonly outcome: 'unknown' }
  | { readonly outcome: 'too-late'; readonly heal: Heal };

/** Where people and programs ask for heals and decide on them. Only writes; the watchdog acts. */
@Injectable()
export class HealDesk {
  constructor(
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    @Inject(LOOP_GUARD_STORE) private readonly guards: LoopGuardStore,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly factory: EventFactory,
  ) {}

  /** Looks whether the heal could be asked for now; changes nothing. */
  async preview(manual: ManualHeal): Promise<ManualHealPreview> {
    const parsed = parseHealAction(manual.action);
    if (!parsed.ok) return { outcome: 'invalid', message: parsed.message };
    const target = manual.target ?? defaultTarget(manual.action);
    const [busy] = await this.heals.list({ statuses: activeStatuses, target, limit: 1 });
    if (busy) return { outcome: 'busy', heal: busy };
    const retryAt = manual.force ? undefined : await this.openLoop(target, manual.action.type);
    if (retryAt !== undefined) return { outcome: 'loop-open', retryAt };
    return { outcome: 'possible', target, risky: parsed.definition.risky };
  }

  async request(manual: ManualHeal): Promise<ManualHealResult> {
    const same = manual.id === undefined ? undefined : await this.heals.find(manual.id);
    if (same) return { outcome: 'accepted', heal: same };
    const preview = await this.preview(manual);
    if (preview.outcome !== 'possible') return preview;
    const heal = this.heal(manual, preview.target);
    if (await this.heals.create(heal, this.requested(heal))) return { outcome: 'accepted', heal };
    // Another came between the look and the act: say which.
    return this.request(manual);
  }

  find(id: string): Promise<Heal | undefined> {
    return this.heals.find(id);
  }

  list(query: HealQuery): Promise<readonly Heal[]> {
    return this.heals.list(query);
  }

  /** Of two who approve at the same time, one does; an approval that comes too late is refused. */
  async approve(id: string, who: string): Promise<VoteResult> {
    const heal = await this.heals.find(id);
    if (!heal) return { outcome: 'unknown' };
    if (heal.expiresAt === undefined || Date.parse(heal.expiresAt) <= this.clock.now()) {
      return { outcome: 'too-late', heal };
    }
    const approved = await this.heals.transition(
      id,
      ['awaiting-approval'],
      { status: 'requested', requestedBy: who },
      [this.requested({ ...heal, requestedBy: who })],
    );
    return approved ? { outcome: 'done', heal: approved } : { outcome: 'too-late', heal };
  }

  async reject(id: string, who: string, reason = ''): Promise<VoteResult> {
    const heal = await this.heals.find(id);
    if (!heal) return { outcome: 'unknown' };
    const rejected = await this.heals.transition(id, ['awaiting-approval'], {
      status: 'rejected',
      result: `Rejected by ${who}${reason === '' ? '' : `: ${reason}`}.`,
      finishedAt: this.now(),
    });
    return rejected ? { outcome: 'done', heal: rejected } : { outcome: 'too-late', heal };
  }

  /** A heal that waits is cancelled at once; one that runs is ended by the watchdog within a second. */
  async cancel(id: string, who: string): Promise<VoteResult> {
    const heal = await this.heals.find(id);
    if (!heal) return { outcome: 'unknown' };
    const waiting = await this.heals.transition(id, ['awaiting-approval', 'requested'], {
      status: 'cancelled',
      result: `Cancelled by ${who}.`,
      finishedAt: this.now(),
    });
    const cancelled =
      waiting ?? (await this.heals.transition(id, ['running'], { cancelRequested: true }));
    return cancelled ? { outcome: 'done', heal: cancelled } : { outcome: 'too-late', heal };
  }

  private async openLoop(target: string, actionType: string): Promise<string | undefined> {
    const now = this.clock.now();
    const guards = await this.guards.list();
    const open = guards.find(
      (guard) =>
        guard.target === target &&
        guard.actionType === actionType &&
        guard.state.phase !== 'closed' &&
        guard.state.notBefore > now,
    );
    return open && new Date(open.state.notBefore).toISOString();
  }

  private heal({ id = newId(), action, requestedBy, reason }: ManualHeal, target: string): Heal {
    return {
      id,
      incidentId: newId(),
      key: `manual:${target}`,
      target,
      action,
      status: 'requested',
      attempt: 1,
      maxAttempts: 1,
      requestedBy,
      reason,
      requestedAt: this.now(),
      verification: VERIFICATION,
      loop: LIMITS,
    };
  }

  private requested(heal: Heal) {
    const { requestedBy, reason } = heal;
    return this.factory.create(
      'heal.requested',
      { ...referenceOf(heal), requestedBy, reason },
      { correlationId: heal.incidentId },
    );
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }
}
