import { Global, Module } from '@nestjs/common';
import { FleetService } from './fleet-service.js';

/** This API's connection to its fleet, for whatever works through any instance. */
@Global()
@Module({ providers: [FleetService], exports: [FleetService] })
export class FleetModule {}
