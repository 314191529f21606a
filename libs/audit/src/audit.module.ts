import { Module } from '@nestjs/common';
import { AuditLog } from './audit-log.js';

/** Needs the event bus, a REDACTOR, a CLOCK and the platform settings. */
@Module({ providers: [AuditLog] })
export class AuditModule {}
