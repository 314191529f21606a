export * from './event-cursors.js';
export * from './event-bus.js';
export * from './event-bus.module.js';
export * from './event-factory.js';
export * from './event-pump.js';
export * from './event-store.js';
export * from './new-id.js';
