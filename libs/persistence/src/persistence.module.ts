import {
  type DynamicModule,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { EVENT_STORE } from '@app/event-bus';
import { CHECKPOINT_STORE } from '@app/tailing';
import { SqlCheckpointStore } from './adapters/sql-checkpoint-store.js';
import { SqlEventStore } from './adapters/sql-event-store.js';
import { DATABASE, type Database } from './database.js';

/** Closes the database after everything else has stopped using it. */
@Injectable()
class DatabaseCloser implements OnApplicationShutdown {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.db.destroy();
  }
}

const adapters = [
  { provide: EVENT_STORE, useClass: SqlEventStore },
  { provide: CHECKPOINT_STORE, useClass: SqlCheckpointStore },
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
