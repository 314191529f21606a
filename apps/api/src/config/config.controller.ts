import { Get, Inject } from '@nestjs/common';
import { ApiOperation } from '@nestjs/swagger';
import { WATCHDOG_STATUS, type WatchdogStatusStore } from '@app/contracts';
import { configShape, type ConfigView, STORY_READER, type StoryReader } from '@app/read-model';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Answers } from '../open-api/shapes.decorators.js';
import { Resource } from '../redaction/resource.decorator.js';
import { EffectiveSettings } from './effective-settings.js';
import { WatchedPatterns } from './watched-patterns.js';

@Resource('config')
export class ConfigController {
  constructor(
    private readonly settings: EffectiveSettings,
    private readonly patterns: WatchedPatterns,
    @Inject(WATCHDOG_STATUS) private readonly watchdog: WatchdogStatusStore,
    @Inject(STORY_READER) private readonly stories: StoryReader,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The effective settings, where each came from, and the pattern file' })
  @Answers(configShape)
  @ProblemResponses()
  async readConfig(): Promise<ConfigView> {
    const { problems } = await this.patterns.current();
    return {
      settings: this.settings.list(),
      patternFile: { path: this.patterns.path, loadedAt: await this.loadedAt(), problems },
    };
  }

  /** When the watchdog took over the patterns that are in force. */
  private async loadedAt(): Promise<string | undefined> {
    const startedAt = (await this.watchdog.read())?.startedAt;
    const reloadedAt = await this.stories.lastAt('config.reloaded');
    return [startedAt, reloadedAt]
      .filter((at) => at !== undefined)
      .sort()
      .at(-1);
  }
}
