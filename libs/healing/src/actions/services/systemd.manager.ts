import { Injectable } from '@nestjs/common';
import type { HealContext, HealFailure, HealOutcome } from '../heal-action.js';
import { failure } from '../outcome.js';
import { ManagerCommands } from './manager-commands.js';
import type { ServiceLook, ServiceManager, ServiceManagerDefinition } from './service-manager.js';
import { isOwnUnit, parseUnit, type Unit } from './systemd-unit.js';

/** A unit's name; systemd's own word for a service is `name.service`. */
const UNIT_NAME = /^[A-Za-z0-9:_.@\\][A-Za-z0-9:_.@\\-]{0,254}$/;
const PROPERTIES = 'LoadState,ActiveState,SubState,MainPID,InvocationID';

type Shown = { readonly ok: true; readonly name: string; readonly unit: Unit } | HealFailure;

/** systemd's system units. The watchdog's user must be allowed to restart them (polkit). */
@Injectable()
export class SystemdManager implements ServiceManager {
  constructor(private readonly commands: ManagerCommands) {}

  async restart(service: string, context: HealContext): Promise<HealOutcome> {
    const before = await this.find(service, context);
    if (!before.ok) return before;
    const { name } = before;
    const look = async (): Promise<ServiceLook | HealFailure> => {
      const now = await this.show(service, context);
      return now.ok ? lookAt(now.unit, before.unit) : now;
    };
    return this.commands.restart(
      ['systemctl', 'restart', '--no-ask-password', '--', name],
      { name, look, by: 'systemd', advice: `See \`systemctl status ${name}\` and its journal` },
      context,
    );
  }

  async look(service: string, context: HealContext): Promise<ServiceLook | HealFailure> {
    const found = await this.find(service, context);
    return found.ok ? lookAt(found.unit) : found;
  }

  /** The unit, unless it must be left alone. */
  private async find(service: string, context: HealContext): Promise<Shown> {
    const shown = await this.show(service, context);
    return shown.ok ? (refusal(shown.name, shown.unit) ?? shown) : shown;
  }

  private async show(service: string, context: HealContext): Promise<Shown> {
    if (!UNIT_NAME.test(service)) {
      return failure(
        'invalid-parameters',
        `${JSON.stringify(service)} is no name of a systemd unit.`,
      );
    }
    const name = service.includes('.') ? service : `${service}.service`;
    const words = ['systemctl', 'show', `--property=${PROPERTIES}`, '--', name] as const;
    const answer = await this.commands.ask(words, context);
    return answer.ok ? { ok: true, name, unit: parseUnit(answer.text) } : answer;
  }
}

function lookAt(unit: Unit, before?: Unit): ServiceLook {
  const isOther = unit.invocation !== before?.invocation;
  return {
    ok: true,
    up: unit.active === 'active' && isOther,
    identity: `${unit.invocation}:${String(unit.pid)}`,
    detail: `${unit.active} (${unit.sub}) as process ${String(unit.pid)}`,
  };
}

function refusal(name: string, unit: Unit): HealFailure | undefined {
  if (unit.load === 'not-found') {
    return failure(
      'not-found',
      `systemd knows no unit ${name}. Correct \`service\`; \`systemctl list-units --type=service\` names them.`,
    );
  }
  if (unit.load === 'masked') {
    return failure(
      'refused',
      `${name} is masked, so it was left alone. To have it healed again: systemctl unmask ${name}.`,
    );
  }
  if (isOwnUnit(unit)) {
    return failure(
      'refused',
      `${name} is the watchdog itself, which cannot restart itself in the middle of a heal. Run \`systemctl restart ${name}\` by hand.`,
    );
  }
  // A unit that ended badly is failed: inactive is what somebody stopped, or never started.
  return unit.active === 'inactive' || unit.active === 'deactivating'
    ? failure(
        'refused',
        `${name} is stopped (${unit.active}), so it was left alone. To have it healed again: systemctl start ${name}.`,
      )
    : undefined;
}

export const systemd: ServiceManagerDefinition = {
  name: 'systemd',
  title: 'systemd',
  manager: SystemdManager,
};
