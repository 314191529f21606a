import type { ServiceLook } from '../services/service-manager.js';
import type { Pm2Process } from '@app/pm2';

export function isUp({ status, pid }: Pm2Process): boolean {
  return status === 'online' && pid > 0;
}

/** All of these processes as one service. */
export function lookAt(services: readonly Pm2Process[]): ServiceLook {
  return {
    ok: true,
    up: services.length > 0 && services.every(isUp),
    identity: services.map(({ id, pid }) => `${String(id)}:${String(pid)}`).join(' '),
    detail: services.length === 0 ? 'PM2 does not list it any more' : describe(services),
  };
}

function describe(services: readonly Pm2Process[]): string {
  return services
    .map(({ id, pid, status }) => `${String(id)} ${status} as process ${String(pid)}`)
    .join(', ');
}
