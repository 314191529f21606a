import type { Provider } from '@nestjs/common';
import { FailedReleases } from './failed-releases.js';
import { LiveServices } from './live-services.js';
import { ReleaseBuilder } from './release-builder.js';
import { ReleaseCommands } from './release-commands.js';
import { ReleasePreparation } from './release-preparation.js';
import { ReleaseRepository } from './release-repository.js';
import { ReleaseRestart } from './release-restart.js';
import { ReleaseSwitch } from './release-switch.js';
import { ReleaseTrial } from './release-trial.js';

export const releaseProviders: readonly Provider[] = [
  FailedReleases,
  LiveServices,
  ReleaseBuilder,
  ReleaseCommands,
  ReleasePreparation,
  ReleaseRepository,
  ReleaseRestart,
  ReleaseSwitch,
  ReleaseTrial,
];
