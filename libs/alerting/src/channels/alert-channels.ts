import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { alertingSettings, type AlertingSettings } from '../alerting.settings.js';
import type { AlertChannel } from './alert-channel.js';
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
    const { fallbackChannel, incomplete } = this.settings;
    if (incomplete.length > 0) throw new Error(incomplete.join('\n'));
    const ids = this.enabled().map(({ id }) => id);
    if (fallbackChannel === undefined || ids.includes(fallbackChannel)) return;
    throw new Error(
      `ALERTS_FALLBACK_CHANNEL is "${fallbackChannel}", which is no configured channel. Configured are: ${ids.join(', ')}.`,
    );
  }

  enabled(): readonly AlertChannel[] {
    return this.all().filter(({ enabled }) => enabled);
  }

  all(): readonly AlertChannel[] {
    return alertChannels.map(({ channel }) => this.moduleRef.get(channel, { strict: false }));
  }
}
