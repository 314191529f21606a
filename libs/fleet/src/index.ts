export * from './fleet-event.js';
export * from './fleet-store.js';
export * from './fleet.settings.js';
export * from './load-engine.js';
export type { FleetEngine } from './nats/fleet-engine.js';
