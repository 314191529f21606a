export { type Database, openDatabase } from './database.js';
export * from './persistence.module.js';
