export * from './guard-outbound.js';
export * from './outbound-policy.js';
export * from './outbound.settings.js';
