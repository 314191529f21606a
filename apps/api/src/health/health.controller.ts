import { Controller, Get, Inject, ServiceUnavailableException } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { HealthCheckService, HealthIndicatorService } from '@nestjs/terminus';
import { SkipThrottle } from '@nestjs/throttler';
import { CLOCK, type Clock } from '@app/clock';
import { WATCHDOG_STATUS, watchdogLiveness, type WatchdogStatusStore } from '@app/contracts';
import { DatabaseHealth } from '@app/persistence';
import { ProblemException } from '../problem-details/problem.exception.js';
import { ProblemResponses } from '../open-api/problem-responses.decorator.js';
import { Public } from '../security/public.decorator.js';

const DATABASE_LIMIT_MS = 2_000;

/** For supervisors and load balancers: open, not limited, and short. */
@ApiTags('health')
@ApiSecurity({})
@Public()
@SkipThrottle()
@Controller()
export class HealthController {
  constructor(
    private readonly checks: HealthCheckService,
    private readonly indicator: HealthIndicatorService,
    private readonly database: DatabaseHealth,
    @Inject(WATCHDOG_STATUS) private readonly watchdog: WatchdogStatusStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('livez')
  @ApiOperation({ summary: 'Whether the process runs; depends on nothing else' })
  @ApiOkResponse({ schema: { example: { status: 'ok' } } })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOperation({
    summary: 'Whether the API can do its work: the database answers',
    description:
      'Tells of the watchdog besides. Without it the API is ready all the same: it is where to see that the watchdog is gone.',
  })
  @ApiOkResponse({
    schema: {
      example: {
        status: 'ok',
        details: { database: { status: 'up' } },
        watchdog: { liveness: 'running', lastTickAt: '2026-01-01T00:00:00.000Z' },
      },
    },
  })
  @ProblemResponses('not-ready')
  async ready() {
    try {
      const checked = await this.checks.check([() => this.databaseAnswers()]);
      return { ...checked, watchdog: await this.watchdogSays() };
    } catch (error) {
      if (!(error instanceof ServiceUnavailableException)) throw error;
      throw new ProblemException(
        'not-ready',
        'The database does not answer. Check AUTOHEAL_DATA_DIR and the disk; the log of the API says more.',
        { members: { checks: error.getResponse() } },
      );
    }
  }

  private async watchdogSays() {
    const status = await this.watchdog.read();
    return {
      liveness: watchdogLiveness(status, this.clock.now()),
      lastTickAt: status?.lastTickAt,
    };
  }

  private async databaseAnswers() {
    return this.indicator
      .check('database')
      .attempt(() => this.database.ping())
      .withTimeout(DATABASE_LIMIT_MS);
  }
}
