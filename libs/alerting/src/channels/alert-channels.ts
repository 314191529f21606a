import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { AlertChannel } from './alert-channel.js';
import { alertChannels } from './registry.js';

/** The channels that are configured. */
@Injectable()
export class AlertChannels {
  constructor(private readonly moduleRef: ModuleRef) {}

  enabled(): readonly AlertChannel[] {
    return this.all().filter(({ enabled }) => enabled);
  }

  all(): readonly AlertChannel[] {
    return alertChannels.map(({ channel }) => this.moduleRef.get(channel, { strict: false }));
  }
}
