import { Global, Module } from '@nestjs/common';
import { EventEmitterModule } from '@nestjs/event-emitter';
import { EventBus } from './event-bus.js';
import { EventFactory } from './event-factory.js';
import { EventPump } from './event-pump.js';

/** Needs an EVENT_STORE, which the app binds, and a CLOCK. */
@Global()
@Module({
  imports: [EventEmitterModule.forRoot()],
  providers: [EventBus, EventFactory, EventPump],
  exports: [EventBus, EventFactory, EventPump],
})
export class EventBusModule {}
