import { randomUUID } from 'node:crypto';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

/** A host as the fleet hears it: a connection of its own, events as large as a detection, signs of life. */
export class SimulatedHost {
  #sequence = 0;

  static async join(name, url) {
    return Object.assign(new SimulatedHost(), {
      name,
      connection: await connect({ servers: url }),
    });
  }

  async tell() {
    const { name } = this;
    const id = randomUUID();
    const event = {
      ...{ id, name: 'detection.raised', correlationId: id, causationId: null, host: name },
      occurredAt: new Date().toISOString(),
      payload: {
        ...{ key: 'pattern:sample', title: 'sample', occurrences: 3, plan: { target: 'api' } },
        evidence: {
          records: Array(5).fill({ text: 'Error: sample, as long as lines are '.repeat(4) }),
        },
      },
    };
    const text = JSON.stringify({ host: name, sequence: (this.#sequence += 1), event });
    await jetstream(this.connection).publish(`autoheal.events.${name}.api`, text, { msgID: id });
  }

  async beat() {
    const report = {
      ...{
        host: this.name,
        state: 'running',
        version: '1',
        configHash: 'c0ffee',
        labels: ['role=web'],
      },
      ...{ paused: false, startedAt: new Date().toISOString() },
    };
    const text = JSON.stringify(report);
    await jetstream(this.connection).publish(`autoheal.hosts.${this.name}`, text);
  }

  leave() {
    return this.connection.close();
  }
}
