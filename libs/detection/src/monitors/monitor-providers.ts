import type { Provider } from '@nestjs/common';
import { MeasurementRecorder } from './measurements/measurement-recorder.js';
import { Heartbeat } from '../vital-signs/heartbeat.js';
import { SystemdNotifier } from '../vital-signs/systemd-notifier.js';
import { MonitorLogs } from './monitor-logs.js';
import { Monitors } from './monitors.js';
import { LatencyWindows } from './probes/latency-windows.js';
import { ProbeBoard } from './probes/probe-board.js';
import { ProbeRunner } from './probes/probe-runner.js';
import { ProbeScheduler } from './probes/probe-scheduler.js';
import { ProbeToolbox } from './probes/probe-toolbox.js';
import { ProbeTrigger } from './probes/probe-trigger.js';
import { ResourceMonitor } from './resources/resource-monitor.js';
import { RESOURCE_SAMPLER } from './resources/resource-sampler.js';
import { ProcServiceMemory } from './resources/services/proc-service-memory.js';
import { ServiceMemoryMonitor } from './resources/services/service-memory-monitor.js';
import { SERVICE_MEMORY_READER } from './resources/services/service-memory-reader.js';
import { SystemResourceSampler } from './resources/system-resource-sampler.js';
import { CronJobs } from './schedule/cron-jobs.js';
import { SecurityCheck } from './security/security-check.js';

/**
 * Detection by what the watchdog itself measures.
 *
 * Beside `detectionProviders`; the app imports Nest's ScheduleModule and binds PROCESS_RUNNER,
 * MEASUREMENT_STORE and the settings of `platformSettings` and `monitorSettings`.
 */
export const monitorProviders: readonly Provider[] = [
  CronJobs,
  MonitorLogs,
  { provide: RESOURCE_SAMPLER, useClass: SystemResourceSampler },
  ResourceMonitor,
  { provide: SERVICE_MEMORY_READER, useClass: ProcServiceMemory },
  ServiceMemoryMonitor,
  MeasurementRecorder,
  ProbeBoard,
  ProbeToolbox,
  ProbeRunner,
  LatencyWindows,
  ProbeTrigger,
  ProbeScheduler,
  SecurityCheck,
  Monitors,
  Heartbeat,
  SystemdNotifier,
];
