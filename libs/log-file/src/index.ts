export * from './log-file.js';
