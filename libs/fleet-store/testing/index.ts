export { FleetDatabase } from '../src/fleet-database.js';
export { Gate } from './gate.js';
