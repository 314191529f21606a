export * from './arbitraries.js';
export * from './sample-config.js';
