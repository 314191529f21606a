export * from './alert.js';
export * from './chunk.js';
export * from './detection.js';
export * from './event-map.js';
export * from './evidence.js';
export * from './heal-events.js';
export * from './heal-plan.js';
export * from './repair.js';
