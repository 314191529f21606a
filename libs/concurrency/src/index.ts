export * from './serial.js';
export * from './slots.js';
