export * from './free-port.js';
export * from './postgres-server.js';
export * from './tcp-stub.js';
