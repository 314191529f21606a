import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces a file by another content, all at once: a reader, or a crash, sees the old or the new one.
 *
 * @returns false, and changes nothing, when the file is no longer what it was
 * @throws when it cannot be written, or is a link by now
 */
export function replaceFile(path: string, expected: Buffer, content: Buffer): boolean {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}`);
  const current = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    if (!readFileSync(current).equals(expected)) return false;
    const file = openSync(
      temporary,
      constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL,
      0o600,
    );
    try {
      fchmodSync(file, fstatSync(current).mode & 0o7777);
      for (let written = 0; written < content.length;) written += writeSync(file, content, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
    return true;
  } finally {
    closeSync(current);
    rmSync(temporary, { force: true });
  }
}
