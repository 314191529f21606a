export * from './test-project.js';
