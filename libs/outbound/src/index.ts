export * from './guard-outbound.js';
export * from './guarded-lookup.js';
export * from './outbound-policy.js';
export * from './outbound-refused.js';
export * from './outbound.settings.js';
