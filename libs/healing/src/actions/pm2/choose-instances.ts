import { isOwnProcess } from './own-process.js';
import type { Pm2Process } from '@app/pm2';

export type Choice =
  | { readonly ok: true; readonly instances: readonly Pm2Process[] }
  | { readonly ok: false; readonly reason: 'not-found' | 'refused'; readonly message: string };

/** The instances of a service that may be restarted: those that nobody stopped, and not the watchdog. */
export function chooseInstances(service: string, known: readonly Pm2Process[]): Choice {
  const named = known.filter(({ name }) => name === service);
  if (named.length === 0) return unknown(service, known);
  if (named.some((instance) => isOwnProcess(instance))) return ownProcess(service);
  const instances = named.filter(({ status }) => !isStopped(status));
  return instances.length === 0 ? stopped(service) : { ok: true, instances };
}

export function isStopped(status: string): boolean {
  return status === 'stopped' || status === 'stopping';
}

function unknown(service: string, known: readonly Pm2Process[]): Choice {
  const names = [...new Set(known.map(({ name }) => name))].sort();
  const what = names.length === 0 ? 'It runs nothing' : `It knows: ${names.join(', ')}`;
  return {
    ok: false,
    reason: 'not-found',
    message: `PM2 knows no service ${service}. ${what}. Correct \`service\`, or start it by PM2 under this name.`,
  };
}

function stopped(service: string): Choice {
  return {
    ok: false,
    reason: 'refused',
    message: `${service} is stopped in PM2, so it was left alone. To have it healed again: pm2 start ${service}.`,
  };
}

function ownProcess(service: string): Choice {
  return {
    ok: false,
    reason: 'refused',
    message: `${service} is the watchdog itself, which cannot restart itself in the middle of a heal. Run \`pm2 restart ${service}\` by hand.`,
  };
}
