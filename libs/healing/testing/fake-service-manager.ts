import type { HealOutcome } from '../src/actions/heal-action.js';
import { done, failure } from '../src/actions/outcome.js';
import type { ServiceLook, ServiceManager } from '../src/actions/services/service-manager.js';

/** Runs nothing: it takes note of what the link showed when a service was restarted. */
export class FakeServiceManager implements ServiceManager {
  /** What runs, by the answer of the release that it was started from. */
  running = 'good-0';
  restarts = 0;
  /** Answers of releases that do not come up. */
  crashing = new Set<string>();
  /** Answers of releases that are up, and then not. */
  ill = new Set<string>();
  stopped = false;

  constructor(
    private readonly live: () => string,
    /** Called before everything that it does; a test may end it all there by throwing. */
    private readonly before: () => void = () => undefined,
  ) {}

  restart(): Promise<HealOutcome> {
    this.before();
    this.restarts += 1;
    const next = this.live();
    if (this.crashing.has(next))
      return Promise.resolve(failure('unhealthy', 'shop does not stay up.'));
    this.running = next;
    return Promise.resolve(done('restarted'));
  }

  look(): Promise<ServiceLook | ReturnType<typeof failure>> {
    this.before();
    if (this.stopped) return Promise.resolve(failure('refused', 'shop is stopped.'));
    const up = !this.ill.has(this.running);
    return Promise.resolve({ ok: true, up, identity: String(this.restarts), detail: this.running });
  }
}
