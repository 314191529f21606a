export * from './jobs/error-snippet.js';
export * from './jobs/repair-job.js';
export * from './jobs/repair-job-store.js';
export * from './jobs/repair-jobs.module.js';
export * from './jobs/repair-jobs.settings.js';
export * from './jobs/repair-queue.js';
export * from './jobs/target-file.js';
