import { closeSync, constants, existsSync, openSync, realpathSync } from 'node:fs';

const DESCRIPTORS = '/proc/self/fd';

/** A folder is not the one that it was named as: a link leads there by now. */
export class FolderMoved extends Error {
  constructor(folder: string, real: string) {
    super(`${folder} is reached through a symbolic link by now: it stands for ${real}.`);
    this.name = 'FolderMoved';
  }
}

/**
 * Works in a folder that is checked and opened as one: what `held` names stays this very folder, also when
 * somebody puts a link in the place of it, or of one above it, meanwhile. Where the system has no
 * /proc, `held` is the folder by its name, and only checked.
 *
 * @param folder its real path
 * @throws FolderMoved when a link leads there; what opening it throws
 */
export function holdFolder<T>(folder: string, work: (held: string) => T): T {
  const descriptor = openSync(
    folder,
    constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW,
  );
  try {
    const byDescriptor = `${DESCRIPTORS}/${String(descriptor)}`;
    const held = existsSync(byDescriptor) ? byDescriptor : folder;
    const real = realpathSync(held);
    if (real !== folder) throw new FolderMoved(folder, real);
    return work(held);
  } finally {
    closeSync(descriptor);
  }
}
