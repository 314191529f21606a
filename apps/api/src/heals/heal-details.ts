import { Inject, Injectable } from '@nestjs/common';
import {
  ALERT_READER,
  type AlertReader,
  HEAL_READER,
  type HealDetail,
  type HealReader,
  STORY_READER,
  type StoryReader,
  toHealDetail,
} from '@app/read-model';
import { ProblemException } from '../problem-details/problem.exception.js';

/** One heal with all that its page shows. */
@Injectable()
export class HealDetails {
  constructor(
    @Inject(HEAL_READER) private readonly heals: HealReader,
    @Inject(ALERT_READER) private readonly alerts: AlertReader,
    @Inject(STORY_READER) private readonly stories: StoryReader,
  ) {}

  /** @throws ProblemException when there is none of this id */
  async find(id: string): Promise<HealDetail> {
    const record = await this.heals.find(id);
    if (!record)
      throw new ProblemException(
        'heal-not-found',
        `There is no heal ${id}. GET /api/heals lists the newest.`,
      );
    const { incidentId } = record.summary;
    const story = await this.stories.story(incidentId);
    return toHealDetail(record, story, await this.alerts.ofIncident(incidentId));
  }
}
