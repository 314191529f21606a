export * from './discord-limits.js';
export * from './sample-alert.js';
export * from './slack-limits.js';
export * from './webhook-receiver.js';
