export * from './memory-event-store.js';
export * from './test-bus.js';
