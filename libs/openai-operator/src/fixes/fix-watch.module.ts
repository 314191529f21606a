import { Module } from '@nestjs/common';
import { FixDeploy } from './fix-deploy.js';
import { FixReverter } from './fix-reverter.js';
import { FixWatch } from './fix-watch.js';

/** Needs a FIX_STORE, CLOCK, PROCESS_RUNNER, the event bus, and the settings. */
@Module({ providers: [FixDeploy, FixReverter, FixWatch] })
export class FixWatchModule {}
