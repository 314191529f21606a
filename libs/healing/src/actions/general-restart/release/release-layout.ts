import { join } from 'node:path';

/** Where things are below the folder of the releases. */
export interface ReleaseLayout {
  readonly folder: string;
  /** The link that services are started through. */
  readonly current: string;
  readonly releases: string;
  /** Only fetched into, never worked in. */
  readonly repository: string;
  readonly shared: string;
  readonly state: string;
}

export function releaseLayout(folder: string): ReleaseLayout {
  return {
    folder,
    current: join(folder, 'current'),
    releases: join(folder, 'releases'),
    repository: join(folder, 'repository.git'),
    shared: join(folder, 'shared'),
    state: join(folder, 'releases.json'),
  };
}

/** Sorts by time, and says what is in it: `20261123T100000123Z-1a2b3c4d5e6f`. */
export function releaseName(at: number, revision: string): string {
  return `${new Date(at).toISOString().replaceAll(/[-:.]/g, '')}-${shortRevision(revision)}`;
}

export function isReleaseName(name: string): boolean {
  return /^\d{8}T\d{9}Z-[0-9a-f]{12}$/.test(name);
}

export function shortRevision(revision: string): string {
  return revision.slice(0, 12);
}
