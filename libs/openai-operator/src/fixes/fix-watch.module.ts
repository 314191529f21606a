import { Module } from '@nestjs/common';
import { FixReverter } from './fix-reverter.js';
import { FixWatch } from './fix-watch.js';

/** Needs a FIX_STORE, CLOCK, PROCESS_RUNNER, the event bus, and the settings. */
@Module({ providers: [FixReverter, FixWatch] })
export class FixWatchModule {}
