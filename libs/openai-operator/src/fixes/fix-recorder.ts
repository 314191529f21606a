import type { Fix } from './fix.js';
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
  /** Keeps a patch until somebody approves it. @returns by which id */
  propose(patch: PatchOfError): Promise<string>;
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
  private begun: Fix | undefined;

  constructor(
    private readonly store: FixStore,
    private readonly run: RecordedRun,
  ) {}

  async wasReverted({ filePath, text, error }: Omit<PatchOfError, 'base'>): Promise<boolean> {
    const fingerprint = fingerprintIn(filePath, error);
    return fingerprint !== '' && (await this.store.wasReverted(fingerprint, text));
  }

  async propose(patch: PatchOfError): Promise<string> {
    const fix = this.fixOf(patch);
    await this.store.begin({ ...fix, status: 'proposed', proposedAt: fix.appliedAt });
    return fix.id;
  }

  async begin(patch: PatchOfError): Promise<void> {
    this.begun = this.fixOf(patch);
    await this.store.begin(this.begun);
  }

  async finish(replaced: boolean): Promise<void> {
    const { repairId } = this.run;
    if (!replaced) await this.store.drop(repairId);
    else if (!(await this.store.advance(repairId, 'applying', { status: 'applied' })))
      await this.beginAgain();
  }

  /** Somebody took this run for dead a moment before it replaced the file, and settled its fix. */
  private async beginAgain(): Promise<void> {
    if (this.begun && !(await this.store.find(this.begun.id)))
      await this.store.begin({ ...this.begun, status: 'applied' });
  }

  private fixOf({ filePath, base, text, error }: PatchOfError): Fix {
    const { repairId, incidentId } = this.run;
    return {
      id: repairId,
      incidentId,
      fingerprint: fingerprintIn(filePath, error),
      filePath,
      before: base,
      after: text,
      status: 'applying',
      proposedAt: null,
      ...this.window(),
    };
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
