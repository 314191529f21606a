export * from './tracing.module.js';
export * from './tracing.settings.js';
