import { Module } from '@nestjs/common';
import { HealDesk } from './heal-desk.js';
import { PauseDesk } from '../pauses/pause-desk.js';
import { LoopDesk } from './loop-desk.js';

/** For the API and the command line. Needs HEAL_STORE, LOOP_GUARD_STORE, PAUSE_STORE and the foundations, all global. */
@Module({ providers: [HealDesk, LoopDesk, PauseDesk], exports: [HealDesk, LoopDesk, PauseDesk] })
export class HealDeskModule {}
