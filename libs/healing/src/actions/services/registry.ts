import { docker } from './docker.manager.js';
import { kubernetes } from './kubernetes.manager.js';
import { pm2 } from './pm2.manager.js';
import type { ServiceManagerDefinition } from './service-manager.js';
import { systemd } from './systemd.manager.js';

/** Everything that may run a service: one file and one line here. */
export const serviceManagers: readonly ServiceManagerDefinition[] = [
  pm2,
  systemd,
  docker,
  kubernetes,
];
