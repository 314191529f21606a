export * from './list-pm2.js';
export * from './parse-pm2-list.js';
export * from './pm2-process.js';
export * from './pm2-program.js';
