export { type Database, openDatabase } from './database.js';
export * from './persistence.module.js';
export { sqlEventStore } from './adapters/sql-event-store.js';
export { fixStore } from './adapters/sql-fix-store.js';
export { spendingStore } from './adapters/sql-spending-store.js';
export { DatabaseHealth } from './database-health.js';
export * from './metrics-reader.js';
export * from './data-folder-lock.js';
