export * from './child-environment.js';
export * from './execa-process-runner.js';
export * from './find-program.js';
export * from './is-listening.js';
export * from './piped-process.js';
export * from './process-identity.js';
export * from './process-runner.js';
export * from './process-runner.module.js';
