import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { CLOCK, type Clock } from '@app/clock';
import type { DomainEvent } from '@app/contracts';
import { EventBus, EventFactory } from '@app/event-bus';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { findFixTarget } from '../actions/codex/fix-target.js';
import { type Heal, referenceOf } from '../heal/heal.js';
import { HEAL_STORE, type HealStore } from '../heal/heal-store.js';
import { LoopGovernor } from '../loop-guard/loop-governor.js';

/** A general restart that completed is followed by a code fix, where the evidence names a file. */
@Injectable()
export class FollowUp implements OnModuleInit {
  constructor(
    @Inject(HEAL_STORE) private readonly heals: HealStore,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    private readonly governor: LoopGovernor,
    private readonly factory: EventFactory,
    private readonly bus: EventBus,
  ) {}

  onModuleInit(): void {
    this.bus.on('heal.succeeded', async (event) => {
      if (event.payload.action.type === 'GENERAL_RESTART') await this.askForFix(event);
    });
  }

  private async askForFix(event: DomainEvent<'heal.succeeded'>): Promise<void> {
    const restart = await this.heals.find(event.payload.healId);
    const detection = restart?.detection;
    if (!detection) return;
    const target = findFixTarget({}, detection, this.platform.projectRoot);
    if (!target || !('filePath' in target)) return;
    const action = { type: 'CODEX_FIX_FILE', filePath: target.filePath };
    const identity = { key: restart.key, target: target.filePath, actionType: action.type };
    const allowed = await this.governor.decide(identity, restart.loop);
    if (!allowed.allowed) return;
    const heal: Heal = {
      id: `${restart.id}-fix`,
      incidentId: restart.incidentId,
      key: restart.key,
      // Not the restarted target: that one is busy being proven.
      target: target.filePath,
      action,
      status: 'requested',
      attempt: await this.governor.admit(identity, restart.loop),
      maxAttempts: restart.loop.maxHeals,
      requestedBy: 'follow-up',
      reason: `The general restart of ${restart.target} completed; its error names ${target.filePath}.`,
      requestedAt: new Date(this.clock.now()).toISOString(),
      verification: restart.verification,
      loop: restart.loop,
      detection,
    };
    const requested = this.factory.create(
      'heal.requested',
      { ...referenceOf(heal), requestedBy: heal.requestedBy, reason: heal.reason },
      { correlationId: restart.incidentId },
    );
    if (await this.heals.create(heal, requested)) this.bus.forward(requested);
  }
}
