import { fingerprintIn } from './fingerprint.js';
import type { FixStore } from './fix-store.js';

export interface PatchOfError {
  readonly filePath: string;
  readonly base: string;
  readonly text: string;
  /** The end of the log. */
  readonly error: string;
}

/** What one run writes down of the patch that it puts into the project. */
export interface FixRecorder {
  /** Whether this patch was put in for this error before, and taken back. */
  wasReverted(patch: Omit<PatchOfError, 'base'>): Promise<boolean>;
  /** Before the file is replaced: a run that dies while it does leaves a trace. */
  begin(patch: PatchOfError): Promise<void>;
  finish(replaced: boolean): Promise<void>;
  /** From now on the patch is in force. */
  watch(): Promise<void>;
}

interface RecordedRun {
  readonly repairId: string;
  readonly incidentId: string | null;
  readonly now: () => number;
  readonly windowMs: number;
}

export class StoredFixes implements FixRecorder {
  constructor(
    private readonly store: FixStore,
    private readonly run: RecordedRun,
  ) {}

  async wasReverted({ filePath, text, error }: Omit<PatchOfError, 'base'>): Promise<boolean> {
    const fingerprint = fingerprintIn(filePath, error);
    return fingerprint !== '' && (await this.store.wasReverted(fingerprint, text));
  }

  async begin({ filePath, base, text, error }: PatchOfError): Promise<void> {
    const { repairId, incidentId } = this.run;
    await this.store.begin({
      id: repairId,
      incidentId,
      fingerprint: fingerprintIn(filePath, error),
      filePath,
      before: base,
      after: text,
      status: 'applying',
      ...this.window(),
    });
  }

  async finish(replaced: boolean): Promise<void> {
    const { repairId } = this.run;
    if (replaced) await this.store.advance(repairId, 'applying', { status: 'applied' });
    else await this.store.drop(repairId);
  }

  async watch(): Promise<void> {
    await this.store.advance(this.run.repairId, 'applied', {
      status: 'watching',
      ...this.window(),
    });
  }

  private window() {
    const now = this.run.now();
    return {
      appliedAt: new Date(now).toISOString(),
      watchUntil: new Date(now + this.run.windowMs).toISOString(),
    };
  }
}
