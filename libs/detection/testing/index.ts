export * from './arbitraries.js';
export * from './sample-config.js';
export * from './chunks.js';
export * from './naive-engine.js';
export * from './recorded-detections.js';
export * from './recorded-measurements.js';
export * from './detections.js';
export * from './memory-detection-log.js';
