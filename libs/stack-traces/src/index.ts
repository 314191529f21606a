export * from './stack-frame.js';
export * from './stack-frames.js';
