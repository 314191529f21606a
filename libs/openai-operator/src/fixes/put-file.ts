import type { PlatformSettings } from '@app/settings';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { checkTargetFile } from '../jobs/target-file.js';
import { replaceFile } from '../workspace/replace-file.js';

type Folders = Pick<PlatformSettings, 'projectRoot' | 'dataDir'>;

/**
 * Turns the file of a fix from one text into another, all at once.
 *
 * @returns false, and changes nothing, when it is neither; true also where it is as wanted already
 */
export async function putFile(
  filePath: string,
  { from, to }: { readonly from: string; readonly to: string },
  { projectRoot, dataDir }: Folders,
): Promise<boolean> {
  const target = await checkTargetFile(projectRoot, filePath);
  if (target.outcome === 'refused') return false;
  const path = join(realpathSync(projectRoot), target.filePath);
  if (readFileSync(path, 'utf8') === to) return true;
  return replaceFile(path, Buffer.from(from), Buffer.from(to), join(dataDir, 'repairs', 'staging'));
}
