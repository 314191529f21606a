export * from './actions/codex/fix-target.js';
export * from './actions/heal-action-schema.js';
export * from './actions/heal-action.js';
export * from './actions/heal-action.settings.js';
export * from './actions/registry.js';
