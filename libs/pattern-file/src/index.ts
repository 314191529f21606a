export * from './pattern-file.js';
export * from './configured-services.js';
