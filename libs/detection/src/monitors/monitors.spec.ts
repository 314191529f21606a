import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CLOCK, SystemClock } from '@app/clock';
import { PROCESS_RUNNER, ExecaProcessRunner } from '@app/process-runner';
import { outboundSettings } from '@app/outbound';
import { platformSettings, SettingsModule } from '@app/settings';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { Test, type TestingModule } from '@nestjs/testing';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedDetections, sampleConfig } from '../../testing/index.js';
import { ConfigHolder } from '../pattern-config/config-holder.js';
import { DetectionReporter } from '../pipeline/detection-reporter.js';
import { MEASUREMENT_STORE } from './measurements/measurement-store.js';
import { monitorProviders } from './monitor-providers.js';
import { monitorSettings } from './monitor-settings.js';
import { Monitors } from './monitors.js';
import { ProbeScheduler } from './probes/probe-scheduler.js';

describe('Monitors', () => {
  let folder: string;
  let app: TestingModule;
  let holder: ConfigHolder;
  const jobs = () => [...app.get(SchedulerRegistry).getCronJobs().keys()];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'autoheal-monitors-'));
    holder = new ConfigHolder(
      sampleConfig(`
        version: 1
        probes:
          - { id: api, type: tcp, port: 1 }
        securityCheck: {}
      `),
    );
    const platform = platformSettings.resolve({
      AUTOHEAL_PROJECT_ROOT: folder,
      AUTOHEAL_DATA_DIR: folder,
      WATCHDOG_LOG_PATH: folder,
      ERROR_PATTERNS_CONFIG: 'x.yaml',
      WATCHDOG_DEV_MODE: false,
    });
    app = await Test.createTestingModule({
      imports: [
        ScheduleModule.forRoot(),
        SettingsModule.forRoot([...monitorSettings, outboundSettings], {}),
      ],
      providers: [
        ...monitorProviders,
        { provide: ConfigHolder, useValue: holder },
        { provide: DetectionReporter, useValue: recordedDetections().reporter },
        { provide: CLOCK, useClass: SystemClock },
        { provide: PROCESS_RUNNER, useClass: ExecaProcessRunner },
        { provide: platformSettings.token, useValue: platform },
        {
          provide: MEASUREMENT_STORE,
          useValue: { record: () => Promise.resolve(), forgetBefore: () => Promise.resolve() },
        },
      ],
    }).compile();
    await app.init();
  });
  afterEach(async () => {
    await app.get(Monitors).stop();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('runs what the config says, and what the next one says when it comes', () => {
    app.get(Monitors).start();
    expect(jobs()).toEqual(['probe:api', 'security-check']);
    holder.replace(
      sampleConfig(`
        version: 1
        probes:
          - { id: web, type: tcp, port: 1 }
      `),
    );
    expect(jobs()).toEqual(['probe:web']);
  });

  it('has written every line when it has stopped', async () => {
    app.get(Monitors).start();
    await app.get(ProbeScheduler).check('api');
    await app.get(Monitors).stop();
    expect(readFileSync(join(folder, 'perf/hourly.log'), 'utf8')).toMatch(
      / \[perf\] probe=api status=failed reason=refused detail="connect ECONNREFUSED 127\.0\.0\.1:1"\n$/,
    );
    expect(jobs()).toEqual([]);
  });

  it('takes no further config once it has stopped', async () => {
    app.get(Monitors).start();
    await app.get(Monitors).stop();
    holder.replace(holder.current);
    expect(jobs()).toEqual([]);
  });
});
