import { Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { fleetHostListShape, type FleetHostView } from '@app/read-model';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Answers } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { FleetHosts } from './fleet-hosts.js';

@Resource('fleet')
export class FleetController {
  constructor(private readonly hosts: FleetHosts) {}

  @Get('hosts')
  @ApiOperation({ summary: 'The hosts of the fleet, with their version, patterns and labels' })
  @Answers(fleetHostListShape)
  @ProblemResponses('fleet-off', 'fleet-database-away')
  async listFleetHosts(): Promise<{ readonly items: readonly FleetHostView[] }> {
    return { items: await this.hosts.list() };
  }
}
