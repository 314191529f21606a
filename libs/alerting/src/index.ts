export * from './alerting.module.js';
export * from './alerting.settings.js';
export * from './channels/alert-channel.js';
export * from './channels/alert-channels.js';
export * from './delivery/alert-store.js';
export * from './delivery/alert-test.js';
export * from './delivery/delivery-worker.js';
export * from './stages/alert-listener.js';
