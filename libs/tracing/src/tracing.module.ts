import { Module } from '@nestjs/common';
import { IncidentTracer } from './incident-tracer.js';
import { TraceSender } from './trace-sender.js';

/** Needs the event bus, an EVENT_STORE, a CLOCK and the tracing settings, all global. */
@Module({ providers: [IncidentTracer, TraceSender] })
export class TracingModule {}
