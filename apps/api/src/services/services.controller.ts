import { Get } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { serviceListShape, type ServiceView } from '@app/read-model';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Answers } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { ServicesQuery } from './services-query.js';

@Resource('services')
export class ServicesController {
  constructor(private readonly services: ServicesQuery) {}

  @Get()
  @ApiOperation({ summary: 'Services: how each is, and what automation does about it' })
  @Answers(serviceListShape)
  @ProblemResponses()
  async listServices(): Promise<{ readonly items: readonly ServiceView[] }> {
    return { items: await this.services.all() };
  }
}
