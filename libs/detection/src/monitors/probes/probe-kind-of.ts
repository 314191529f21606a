import type { ProbeAnswer, ProbeTools } from './kinds/probe-kind.js';
import { probeKinds } from './kinds/registry.js';
import type { ProbeSpec } from './probe.schema.js';

/** A kind as it takes the probes of its own type. */
interface OwnKind {
  readonly type: string;
  target(spec: ProbeSpec): string;
  ask(spec: ProbeSpec, signal: AbortSignal, tools: ProbeTools): Promise<ProbeAnswer>;
}

// A kind takes the specs of its own type; the compiler cannot see that the one found is that one.
export function kindOf({ type }: ProbeSpec): OwnKind {
  return probeKinds.find((candidate) => candidate.type === type) as unknown as OwnKind;
}

/** Whom or what a probe asks, in short, for people. */
export function probeTarget(spec: ProbeSpec): string {
  return kindOf(spec).target(spec);
}
