export * from './ai.module.js';
export * from './ai.settings.js';
export * from './model/model-client.js';
export * from './model/openai-model-client.js';
export * from './summary/error-summarizer.js';
export * from './summary/rule-summary.js';
export * from './summary/summary-desk.js';
export * from './summary/summary-store.js';
