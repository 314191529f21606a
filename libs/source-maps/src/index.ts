export * from './original-trace.js';
export * from './place.js';
export * from './through-source-map.js';
