import { statfs } from 'node:fs/promises';
import type { ResourceReading } from '../resource-sampler.js';

/** As `df` counts: of what programs without privileges may use. A path that is not there has no reading. */
export async function diskReadings(paths: readonly string[]): Promise<readonly ResourceReading[]> {
  const readings = await Promise.all(paths.map((path) => diskReading(path).catch(() => [])));
  return readings.flat();
}

async function diskReading(path: string): Promise<readonly ResourceReading[]> {
  const { blocks, bfree, bavail } = await statfs(path);
  const used = blocks - bfree;
  return [{ name: 'disk', subject: path, value: (100 * used) / Math.max(1, used + bavail) }];
}
