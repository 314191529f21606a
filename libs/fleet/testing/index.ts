export * from './cut-network.js';
export * from './eventually.js';
export * from './fleet-host.js';
export * from './nats-cluster.js';
export * from './nats-server.js';
export { FleetEngine } from '../src/nats/fleet-engine.js';
