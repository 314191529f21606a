import type { Provider } from '@nestjs/common';
import { PatternEngine } from '../engine/pattern-engine.js';
import { PatternConfigWatcher } from '../pattern-config/pattern-config-watcher.js';
import { Canary } from '../vital-signs/canary.js';
import { DetectionCommitter } from './detection-committer.js';
import { DetectionPipeline } from './detection-pipeline.js';
import { DetectionReporter } from './detection-reporter.js';
import { EventDispatcher } from './event-dispatcher.js';

/**
 * Detection by lines, and the reporter for monitors.
 *
 * The app binds ConfigHolder (with the config that it loaded at start), PATTERN_FILE, DETECTION_LOG,
 * CLOCK, the event bus, and the settings of `platformSettings` and `monitorSettings`.
 */
export const detectionProviders: readonly Provider[] = [
  { provide: PatternEngine, useFactory: () => new PatternEngine() },
  DetectionCommitter,
  EventDispatcher,
  DetectionReporter,
  Canary,
  DetectionPipeline,
  PatternConfigWatcher,
];
