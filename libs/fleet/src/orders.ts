import { newId } from '@app/event-bus';
import type { FleetCommand, FleetOrder } from './fleet-command.js';
import type { FleetHost } from './host-report.js';

/** Who has not heard of a command by then has missed it: nobody heals what was asked for long ago. */
const VALID_MS = 10 * 60_000;

/**
 * One command for each host that is meant.
 *
 * @param to a host's name, or name=value: all hosts with that label
 * @returns none when no host is meant
 */
export function commandsTo(
  to: string,
  hosts: readonly FleetHost[],
  order: FleetOrder,
  who: string,
  now: number,
): readonly FleetCommand[] {
  const expiresAt = new Date(now + VALID_MS).toISOString();
  return hosts
    .filter(({ host, labels }) => host === to || labels.includes(to))
    .map(({ host }) => ({ id: newId(), host, order, who, expiresAt }));
}
