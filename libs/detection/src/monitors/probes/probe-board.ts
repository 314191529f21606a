import { Injectable } from '@nestjs/common';
import type { ProbeResult } from './probe-result.js';

/** The last result of each probe. */
@Injectable()
export class ProbeBoard {
  private readonly results = new Map<string, ProbeResult>();

  set(result: ProbeResult): void {
    this.results.set(result.probeId, result);
  }

  /** Undefined when the probe has not run yet, or is not configured. */
  last(probeId: string): ProbeResult | undefined {
    return this.results.get(probeId);
  }

  all(): readonly ProbeResult[] {
    return [...this.results.values()];
  }

  /** Forgets the probes that are not among these. */
  keepOnly(probeIds: ReadonlySet<string>): void {
    for (const id of this.results.keys()) if (!probeIds.has(id)) this.results.delete(id);
  }
}
