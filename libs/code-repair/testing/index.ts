export * from './repairs-of.js';
export * from './payloads.js';
