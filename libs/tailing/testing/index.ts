export * from './followed-folder.js';
export * from './log-model.js';
export * from './manual-folder-watch.js';
export * from './memory-checkpoint-store.js';
