import { Module } from '@nestjs/common';
import { EventRetention } from './event-retention.js';

/** For the one process that keeps the store tidy. Needs an EVENT_ARCHIVE, a CLOCK and its settings, all global. */
@Module({ providers: [EventRetention] })
export class EventRetentionModule {}
