export * from './create-scanner.js';
export * from './literal-scanner.js';
export * from './plain-scanner.js';
export * from './wasm-scanner.js';
