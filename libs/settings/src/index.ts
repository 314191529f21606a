export * from './features.js';
export * from './load-environment.js';
export * from './platform.settings.js';
export * from './read-settings.js';
export * from './settings-definition.js';
export * from './settings-error.js';
export * from './settings.module.js';
export * from './variable-types.js';
