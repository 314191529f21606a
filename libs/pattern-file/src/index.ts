export * from './pattern-file.js';
