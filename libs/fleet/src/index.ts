export * from './fleet-event.js';
export * from './fleet-store.js';
export * from './fleet.settings.js';
export * from './host-report.js';
export * from './limits.settings.js';
export * from './load-engine.js';
export type { FleetEngine } from './nats/fleet-engine.js';
export type { Turn, Turns } from './nats/turns.js';
