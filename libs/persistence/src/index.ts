export { type Database, openDatabase } from './database.js';
export * from './persistence.module.js';
export { sqlEventStore } from './adapters/sql-event-store.js';
