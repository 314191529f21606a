export * from './keep-secrets-from-crashes.js';
export * from './map-strings.js';
export * from './mask-named-secrets.js';
export * from './redact-strings.js';
export * from './redaction.module.js';
export * from './redactor.js';
export * from './secret-redactor.js';
