import type { HostReport } from '../host-report.js';
import { hostSubject } from './names.js';
import type { NatsLink } from './nats-link.js';

/** Says that a host lives, and how it stands. */
export class Heartbeat {
  constructor(
    private readonly link: NatsLink,
    private readonly report: () => Promise<HostReport>,
  ) {}

  /** @throws while the fleet cannot be reached */
  async beat(state: HostReport['state'] = 'running'): Promise<void> {
    const report = { ...(await this.report()), state };
    const jetStream = await this.link.jetStream();
    await jetStream.publish(hostSubject(report.host), JSON.stringify(report));
  }
}
