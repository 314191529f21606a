export * from './memory-fix-store.js';
export * from './test-project.js';
