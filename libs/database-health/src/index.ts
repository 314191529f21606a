export * from './check-database.js';
export * from './database-address.js';
export * from './health-limits.js';
