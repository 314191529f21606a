import {
  type DynamicModule,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ALERT_HISTORY, ALERT_STORE, CHANNEL_STATES, SILENCE_STORE } from '@app/alerting';
import { SUMMARY_STORE } from '@app/ai';
import { API_KEY_STORE, REQUEST_LOG } from '@app/api-access';
import { WATCHDOG_STATUS } from '@app/contracts';
import { DETECTION_LOG, MEASUREMENT_STORE } from '@app/detection';
import { EVENT_ARCHIVE, EVENT_CURSORS, EVENT_STORE } from '@app/event-bus';
import { COMMAND_LOG } from '@app/fleet';
import {
  HEAL_ARCHIVE,
  HEAL_CHILD_STORE,
  HEAL_STORE,
  INCIDENT_STORE,
  LOOP_GUARD_STORE,
  PAUSE_STORE,
} from '@app/healing';
import { FIX_STORE, REPAIR_JOB_STORE, SPENDING_STORE } from '@app/openai-operator';
import { CHECKPOINT_STORE } from '@app/tailing';
import { SqlAlertHistory } from './adapters/sql-alert-history.js';
import { SqlAlertStore } from './adapters/sql-alert-store.js';
import { SqlApiKeyStore } from './adapters/sql-api-key-store.js';
import { SqlChannelStates } from './adapters/sql-channel-states.js';
import { SqlCheckpointStore } from './adapters/sql-checkpoint-store.js';
import { SqlCommandLog } from './adapters/sql-command-log.js';
import { SqlDetectionLog } from './adapters/sql-detection-log.js';
import { SqlEventArchive } from './adapters/sql-event-archive.js';
import { SqlEventStore } from './adapters/sql-event-store.js';
import { SqlEventCursors } from './adapters/sql-event-cursors.js';
import { SqlFixStore } from './adapters/sql-fix-store.js';
import { SqlHealArchive } from './adapters/sql-heal-archive.js';
import { SqlHealChildStore } from './adapters/sql-heal-child-store.js';
import { SqlHealStore } from './adapters/sql-heal-store.js';
import { SqlIncidentStore } from './adapters/sql-incident-store.js';
import { SqlLoopGuardStore } from './adapters/sql-loop-guard-store.js';
import { SqlMeasurementStore } from './adapters/sql-measurement-store.js';
import { SqlMetricsReader } from './adapters/sql-metrics-reader.js';
import { SqlPauseStore } from './adapters/sql-pause-store.js';
import { SqlRepairJobStore } from './adapters/sql-repair-job-store.js';
import { SqlRequestLog } from './adapters/sql-request-log.js';
import { SqlSpendingStore } from './adapters/sql-spending-store.js';
import { SqlSilenceStore } from './adapters/sql-silence-store.js';
import { SqlSummaryStore } from './adapters/sql-summary-store.js';
import { SqlWatchdogStatus } from './adapters/sql-watchdog-status.js';
import { DATABASE, type Database } from './database.js';
import { DatabaseHealth } from './database-health.js';
import { METRICS_READER } from './metrics-reader.js';
import { readAdapters } from './read-adapters.js';

/** Closes the database after everything else has stopped using it. */
@Injectable()
class DatabaseCloser implements OnApplicationShutdown {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.db.destroy();
  }
}

const adapters = [
  DatabaseHealth,
  { provide: ALERT_STORE, useClass: SqlAlertStore },
  { provide: API_KEY_STORE, useClass: SqlApiKeyStore },
  { provide: ALERT_HISTORY, useClass: SqlAlertHistory },
  { provide: CHANNEL_STATES, useClass: SqlChannelStates },
  { provide: SILENCE_STORE, useClass: SqlSilenceStore },
  { provide: COMMAND_LOG, useClass: SqlCommandLog },
  { provide: EVENT_CURSORS, useClass: SqlEventCursors },
  { provide: EVENT_STORE, useClass: SqlEventStore },
  { provide: EVENT_ARCHIVE, useClass: SqlEventArchive },
  { provide: HEAL_ARCHIVE, useClass: SqlHealArchive },
  { provide: HEAL_CHILD_STORE, useClass: SqlHealChildStore },
  { provide: HEAL_STORE, useClass: SqlHealStore },
  { provide: INCIDENT_STORE, useClass: SqlIncidentStore },
  { provide: LOOP_GUARD_STORE, useClass: SqlLoopGuardStore },
  { provide: MEASUREMENT_STORE, useClass: SqlMeasurementStore },
  { provide: METRICS_READER, useClass: SqlMetricsReader },
  { provide: PAUSE_STORE, useClass: SqlPauseStore },
  { provide: REPAIR_JOB_STORE, useClass: SqlRepairJobStore },
  { provide: REQUEST_LOG, useClass: SqlRequestLog },
  { provide: FIX_STORE, useClass: SqlFixStore },
  { provide: SPENDING_STORE, useClass: SqlSpendingStore },
  { provide: SUMMARY_STORE, useClass: SqlSummaryStore },
  { provide: CHECKPOINT_STORE, useClass: SqlCheckpointStore },
  { provide: DETECTION_LOG, useClass: SqlDetectionLog },
  { provide: WATCHDOG_STATUS, useClass: SqlWatchdogStatus },
  ...readAdapters,
];

@Module({})
export class PersistenceModule {
  /** Binds every store port to the given database. Needs a CLOCK. */
  static forRoot(database: Database): DynamicModule {
    return {
      module: PersistenceModule,
      global: true,
      providers: [{ provide: DATABASE, useValue: database }, DatabaseCloser, ...adapters],
      exports: adapters,
    };
  }
}
