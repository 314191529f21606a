export * from './temporary-database.js';
