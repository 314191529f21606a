import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { REDACTOR, type Redactor } from '@app/redaction';
import type { HealOutcome } from '../actions/heal-action.js';
import { parseHealAction } from '../actions/heal-action-schema.js';
import { withinTimeLimit } from '../actions/time-limit.js';
import { failure } from '../actions/outcome.js';
import type { Heal } from '../heal/heal.js';
import type { ActRunner } from './act-runner.js';
import { healingSettings, type HealingSettings } from '../healing.settings.js';

/** Runs the action of a heal within its time, and hands back an outcome that is safe to store and show. */
@Injectable()
export class ActionRunner implements ActRunner {
  constructor(
    private readonly moduleRef: ModuleRef,
    @Inject(REDACTOR) private readonly redactor: Redactor,
    @Inject(healingSettings.token) private readonly settings: HealingSettings,
  ) {}

  async run(heal: Heal, signal: AbortSignal): Promise<HealOutcome> {
    return this.presentable(await this.attempt(heal, signal));
  }

  private async attempt(heal: Heal, signal: AbortSignal): Promise<HealOutcome> {
    const parsed = parseHealAction(heal.action);
    if (!parsed.ok) return failure('invalid-parameters', parsed.message);
    const action = this.moduleRef.get(parsed.definition.action, { strict: false });
    const context = {
      healId: heal.id,
      correlationId: heal.incidentId,
      target: heal.target,
      signal,
      onOutput: () => undefined,
      ...(heal.detection ? { detection: heal.detection } : {}),
    };
    try {
      return await withinTimeLimit(context, parsed.timeoutMs, (limited) =>
        action.run(parsed.parameters, limited),
      );
    } catch (error) {
      return failure(
        'internal-error',
        `${heal.action.type} broke: ${String(error)}. This is a bug; please report it.`,
      );
    }
  }

  private async presentable(outcome: HealOutcome): Promise<HealOutcome> {
    const output = await this.redactor.redact(outcome.output.slice(-this.settings.outputChars));
    return outcome.ok
      ? { ...outcome, output, summary: await this.redactor.redact(outcome.summary) }
      : { ...outcome, output, message: await this.redactor.redact(outcome.message) };
  }
}
