import { Inject, Injectable } from '@nestjs/common';
import { DATABASE, type Database } from './database.js';

/** Whether the database answers, for readiness checks. */
@Injectable()
export class DatabaseHealth {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** @throws when the database cannot be read */
  async ping(): Promise<void> {
    await this.db.selectFrom('events').select('sequence').limit(1).execute();
  }
}
