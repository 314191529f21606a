import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import type { AlertChannel } from './alert-channel.js';
import { channelProblems } from './channel-problems.js';
import { alertChannels } from './registry.js';

/** The channels, and which of them are configured. */
@Injectable()
export class AlertChannels implements OnModuleInit {
  constructor(
    private readonly moduleRef: ModuleRef,
    @Inject(alertingSettings.token) private readonly settings: AlertingSettings,
  ) {}

  /** @throws when ALERTS_FALLBACK_CHANNEL names no configured channel, or half of a channel is configured */
  onModuleInit(): void {
    const ids = this.enabled().map(({ id }) => id);
    const problems = channelProblems(this.settings, ids);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }

  enabled(): readonly AlertChannel[] {
    return this.all().filter(({ enabled }) => enabled);
  }

  all(): readonly AlertChannel[] {
    return alertChannels.map(({ channel }) => this.moduleRef.get(channel, { strict: false }));
  }
}
