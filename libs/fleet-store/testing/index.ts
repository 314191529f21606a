export { FleetDatabase } from '../src/fleet-database.js';
