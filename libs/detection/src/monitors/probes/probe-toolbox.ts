import { Inject, Injectable } from '@nestjs/common';
import { type OutboundPolicy, outboundSettings, type OutboundSettings } from '@app/outbound';
import { PROCESS_RUNNER, type ProcessRunner } from '@app/process-runner';
import { type PlatformSettings, platformSettings } from '@app/settings';
import { type DatabaseSettings, databaseSettings } from '../database.settings.js';
import { type Pm2Settings, pm2Settings } from '../pm2.settings.js';
import type { ProbeTools } from './kinds/probe-kind.js';

@Injectable()
export class ProbeToolbox implements ProbeTools {
  readonly projectRoot: string;
  readonly databaseUrl: string | undefined;
  readonly outbound: OutboundPolicy;
  readonly memory = new Map<string, unknown>();

  constructor(
    @Inject(PROCESS_RUNNER) readonly runner: ProcessRunner,
    @Inject(pm2Settings.token) readonly pm2: Pm2Settings,
    @Inject(databaseSettings.token) { databaseUrl }: DatabaseSettings,
    @Inject(outboundSettings.token) { policy }: OutboundSettings,
    @Inject(platformSettings.token) { projectRoot }: PlatformSettings,
  ) {
    this.projectRoot = projectRoot;
    this.outbound = policy;
    this.databaseUrl = databaseUrl;
  }
}
