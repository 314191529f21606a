export * from './redaction.module.js';
export * from './redactor.js';
export * from './secret-redactor.js';
