export * from './template.js';
export * from './template-miner.js';
