import type { FleetEngine } from './nats/fleet-engine.js';

/** The engine with its client library, which nobody loads who belongs to no fleet. */
export async function loadFleetEngine(): Promise<typeof FleetEngine> {
  return (await import('./nats/fleet-engine.js')).FleetEngine;
}
