export * from './api-error.js';
export * from './follow-events.js';
export * from './generated/autoheal-api.js';
export * from './generated/schemas.js';
export * from './transport.js';
