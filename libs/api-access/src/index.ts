export * from './api-access.module.js';
export * from './idempotency/request-log.js';
export * from './keys/api-key-store.js';
export * from './keys/api-keys.js';
export * from './keys/scope.js';
