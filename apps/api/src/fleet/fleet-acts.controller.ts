import { Body, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { fleetCommandListShape, fleetCommandShape, type FleetCommandView } from '@app/read-model';
import { Acts } from '../acts/acts.decorator.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesBody } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { Who } from '../security/who.decorator.js';
import { FleetOrders } from './fleet-orders.js';
import {
  type FleetConfigRequest,
  fleetConfigRequest,
  type FleetHealRequest,
  fleetHealRequest,
  type FleetPauseRequest,
  fleetPauseRequest,
  type FleetResumeRequest,
  fleetResumeRequest,
} from './fleet-requests.js';

interface CommandList {
  readonly items: readonly FleetCommandView[];
}

const BY_HAND = 'by hand';

/** Where hosts are asked to act. Each answers by itself; a command tells what came of it. */
@Resource('fleet')
export class FleetActsController {
  constructor(private readonly orders: FleetOrders) {}

  @Post('heal')
  @HttpCode(HttpStatus.ACCEPTED)
  @Acts()
  @ApiOperation({ summary: 'Asks hosts for a heal' })
  @TakesBody(fleetHealRequest)
  @Answers(fleetCommandListShape, 'One command for each host', HttpStatus.ACCEPTED)
  @ProblemResponses('fleet-off', 'fleet-host-not-found', 'fleet-database-away')
  async healHosts(
    @Body(new ShapePipe(fleetHealRequest)) request: FleetHealRequest,
    @Who() who: string,
  ): Promise<CommandList> {
    const { to, action, service, reason = BY_HAND } = request;
    const about = service === undefined ? {} : { service };
    return this.given(to, { kind: 'heal', action, reason, ...about }, who);
  }

  @Post('pause')
  @HttpCode(HttpStatus.ACCEPTED)
  @Acts()
  @ApiOperation({ summary: 'Asks hosts to pause their heals for a while' })
  @TakesBody(fleetPauseRequest)
  @Answers(fleetCommandListShape, 'One command for each host', HttpStatus.ACCEPTED)
  @ProblemResponses('fleet-off', 'fleet-host-not-found', 'fleet-database-away')
  async pauseHosts(
    @Body(new ShapePipe(fleetPauseRequest)) request: FleetPauseRequest,
    @Who() who: string,
  ): Promise<CommandList> {
    const { to, service, minutes, reason = BY_HAND } = request;
    return this.given(to, { kind: 'pause', service: service ?? null, minutes, reason }, who);
  }

  @Post('resume')
  @HttpCode(HttpStatus.ACCEPTED)
  @Acts()
  @ApiOperation({ summary: 'Asks hosts to end a pause' })
  @TakesBody(fleetResumeRequest)
  @Answers(fleetCommandListShape, 'One command for each host', HttpStatus.ACCEPTED)
  @ProblemResponses('fleet-off', 'fleet-host-not-found', 'fleet-database-away')
  async resumeHosts(
    @Body(new ShapePipe(fleetResumeRequest)) { to, service }: FleetResumeRequest,
    @Who() who: string,
  ): Promise<CommandList> {
    return this.given(to, { kind: 'resume', service: service ?? null }, who);
  }

  @Post('config')
  @HttpCode(HttpStatus.ACCEPTED)
  @Acts()
  @ApiOperation({
    summary: 'Pushes a pattern file to hosts',
    description:
      'Each host checks it, tries it out for some seconds and answers: done, with its hash, or refused, with all that is wrong. A host where it does not hold has its patterns of before again.',
  })
  @TakesBody(fleetConfigRequest)
  @Answers(fleetCommandListShape, 'One command for each host', HttpStatus.ACCEPTED)
  @ProblemResponses('fleet-off', 'fleet-host-not-found', 'fleet-database-away')
  async pushConfig(
    @Body(new ShapePipe(fleetConfigRequest)) request: FleetConfigRequest,
    @Who() who: string,
  ): Promise<CommandList> {
    const { to, text, reason = BY_HAND } = request;
    return this.given(to, { kind: 'config', text, reason }, who);
  }

  @Get('commands')
  @ApiOperation({ summary: 'The newest 50 commands to hosts, and what came of them' })
  @Answers(fleetCommandListShape)
  @ProblemResponses('fleet-off', 'fleet-database-away')
  async listFleetCommands(): Promise<CommandList> {
    return { items: await this.orders.newest() };
  }

  @Get('commands/:id')
  @ApiOperation({ summary: 'A command to a host, and what came of it' })
  @Answers(fleetCommandShape)
  @ProblemResponses('fleet-off', 'fleet-command-not-found', 'fleet-database-away')
  findFleetCommand(@Param('id') id: string): Promise<FleetCommandView> {
    return this.orders.find(id);
  }

  private async given(...order: Parameters<FleetOrders['give']>): Promise<CommandList> {
    return { items: await this.orders.give(...order) };
  }
}
