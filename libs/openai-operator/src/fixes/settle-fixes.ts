import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fix } from './fix.js';
import type { FixStore } from './fix-store.js';

/**
 * Settles the fixes whose run died while it replaced their file: that happens at once, so the file says
 * whether it did. One that is in place is `applied`; the others wait for approval again, or are forgotten.
 */
export async function settleFixes(store: FixStore, projectRoot: string): Promise<void> {
  for (const fix of await store.inStatus('applying')) await settle(fix, store, projectRoot);
}

async function settle(fix: Fix, store: FixStore, projectRoot: string): Promise<void> {
  if (textOf(join(projectRoot, fix.filePath)) === fix.after)
    await store.advance(fix.id, 'applying', { status: 'applied' });
  else if (fix.proposedAt !== null) await store.advance(fix.id, 'applying', { status: 'proposed' });
  else await store.drop(fix.id);
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
