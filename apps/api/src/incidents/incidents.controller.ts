import { Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import {
  ALERT_READER,
  type AlertReader,
  evidenceLines,
  HEAL_READER,
  type HealReader,
  INCIDENT_READER,
  type IncidentDetail,
  incidentDetailShape,
  incidentPageShape,
  type IncidentReader,
  incidentStatuses,
  type IncidentView,
  type Page,
  STORY_READER,
  type StoryReader,
  toStoryEvent,
} from '@app/read-model';
import { z } from 'zod';
import { nameField, pageFields, toPageQuery } from '../open-api/page-query.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { ShapePipe } from '../open-api/shape.pipe.js';
import { Answers, TakesQuery } from '../open-api/shapes.decorators.js';
import { ProblemException } from '../problem-details/problem.exception.js';
import { Resource } from '../redaction/resource.decorator.js';

const incidentQuery = z.object({
  ...pageFields,
  status: z.enum(incidentStatuses).optional(),
  service: nameField,
  pattern: nameField.describe('Id of a pattern, resource rule or probe'),
});
type IncidentQuery = z.output<typeof incidentQuery>;

@Resource('incidents')
export class IncidentsController {
  constructor(
    @Inject(INCIDENT_READER) private readonly incidents: IncidentReader,
    @Inject(HEAL_READER) private readonly heals: HealReader,
    @Inject(ALERT_READER) private readonly alerts: AlertReader,
    @Inject(STORY_READER) private readonly stories: StoryReader,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Incidents, newest first' })
  @TakesQuery(incidentQuery)
  @Answers(incidentPageShape)
  @ProblemResponses()
  listIncidents(
    @Query(new ShapePipe(incidentQuery)) query: IncidentQuery,
  ): Promise<Page<IncidentView>> {
    return this.incidents.page(toPageQuery(query));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One incident with its evidence and its whole story' })
  @Answers(incidentDetailShape)
  @ProblemResponses('incident-not-found')
  async findIncident(@Param('id') id: string): Promise<IncidentDetail> {
    const incident = await this.incidents.find(id);
    if (!incident)
      throw new ProblemException(
        'incident-not-found',
        `There is no incident ${id}. GET /api/incidents lists the newest.`,
      );
    const { view, detection } = incident;
    const story = await this.stories.story(id);
    return {
      ...view,
      evidence: evidenceLines(detection),
      plan: { ...detection.plan },
      story: story.map(toStoryEvent),
      heals: await this.heals.ofIncident(id),
      alerts: await this.alerts.ofIncident(id),
    };
  }
}
