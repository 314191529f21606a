import { Inject, Injectable } from '@nestjs/common';
import { platformSettings, type PlatformSettings } from '@app/settings';
import { FIX_STORE, type FixStore } from '../fixes/fix-store.js';
import { settleFixes } from '../fixes/settle-fixes.js';
import { unifiedDiff } from '../workspace/unified-diff.js';
import type { OperatorResult } from './operator-result.js';
import { endings } from './repair-endings.js';
import type { RepairJob } from './repair-job.js';

/** Finds out what an operator did that ended before it could say so. */
@Injectable()
export class DeadRuns {
  constructor(
    @Inject(platformSettings.token) private readonly platform: PlatformSettings,
    @Inject(FIX_STORE) private readonly store: FixStore,
  ) {}

  /** @returns undefined where its patch is not in place: then the tree is as it was */
  async inPlace({ id }: Pick<RepairJob, 'id'>): Promise<OperatorResult | undefined> {
    await settleFixes(this.store, this.platform.projectRoot);
    const fix = await this.store.find(id);
    if (!fix) return undefined;
    const diff = unifiedDiff(fix.filePath, fix.before, fix.after);
    return fix.status === 'proposed' ? endings.proposed(diff) : endings.inPlace(diff);
  }
}
