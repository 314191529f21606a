import type { OutboundPolicy } from './outbound-policy.js';

/**
 * Lets every `fetch` of this process connect only where the policy allows it.
 *
 * Call it before anything takes `fetch` into its hands: what keeps this process's own one until after
 * the first request is under guard too, before that it is not. The guard is loaded with the first
 * request: a watchdog that asks nobody has no use for it.
 */
export function guardOutbound(policy: OutboundPolicy): void {
  const unguarded = globalThis.fetch;
  let guard: Promise<void> | undefined;
  globalThis.fetch = async (...request) => {
    await (guard ??= install(policy));
    return unguarded(...request);
  };
}

async function install(policy: OutboundPolicy): Promise<void> {
  const [{ setGlobalDispatcher }, { guardedAgent }] = await Promise.all([
    import('undici'),
    import('./guarded-agent.js'),
  ]);
  setGlobalDispatcher(guardedAgent(policy));
}
