import {
  ALERT_READER,
  EFFECTIVENESS_READER,
  HEAL_READER,
  INCIDENT_READER,
  LOOP_READER,
  SERIES_READER,
  SERVICE_READER,
  STORY_READER,
} from '@app/read-model';
import { SqlAlertReader } from './adapters/sql-alert-reader.js';
import { SqlEffectivenessReader } from './adapters/sql-effectiveness-reader.js';
import { SqlHealReader } from './adapters/sql-heal-reader.js';
import { SqlIncidentReader } from './adapters/sql-incident-reader.js';
import { SqlLoopReader } from './adapters/sql-loop-reader.js';
import { SqlSeriesReader } from './adapters/sql-series-reader.js';
import { SqlServiceReader } from './adapters/sql-service-reader.js';
import { SqlStoryReader } from './adapters/sql-story-reader.js';

/** What people look at: readers only, one per resource of the API. */
export const readAdapters = [
  { provide: ALERT_READER, useClass: SqlAlertReader },
  { provide: EFFECTIVENESS_READER, useClass: SqlEffectivenessReader },
  { provide: HEAL_READER, useClass: SqlHealReader },
  { provide: INCIDENT_READER, useClass: SqlIncidentReader },
  { provide: LOOP_READER, useClass: SqlLoopReader },
  { provide: SERIES_READER, useClass: SqlSeriesReader },
  { provide: SERVICE_READER, useClass: SqlServiceReader },
  { provide: STORY_READER, useClass: SqlStoryReader },
];
