export * from './checkpoint-store.js';
export * from './log-follower.js';
export type { StreamStatus } from './stream-status.js';
export { sourceSchema, type SourceSpec } from './sources/registry.js';
export * from './tailing.module.js';
export * from './tailing.settings.js';
