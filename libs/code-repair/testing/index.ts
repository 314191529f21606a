export * from './repairs-of.js';
