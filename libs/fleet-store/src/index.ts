export * from './fleet-store.settings.js';
export * from './load-store.js';
export type * from './open-fleet-store.js';
