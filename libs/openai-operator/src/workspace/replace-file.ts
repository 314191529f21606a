import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { holdFolder } from './hold-folder.js';
import { stagingPath } from './staging-path.js';

/**
 * Replaces a file by another content, all at once: a reader, or a crash, sees the old or the new one, and
 * nothing beside it. The folder is held meanwhile: no link that takes its place leads the file elsewhere.
 *
 * @param path real: no link in it
 * @param staging a folder outside the tree for the file in the making. Where it is on another file system,
 *   from which no rename leads, the file is made beside its target
 * @returns false, and changes nothing, when the file is no longer what it was
 * @throws when it cannot be written, or it or its folder is reached by a link by now
 */
export function replaceFile(
  path: string,
  expected: Buffer,
  content: Buffer,
  staging: string,
): boolean {
  return holdFolder(dirname(path), (held) =>
    replaceIn(join(held, basename(path)), expected, content, staging),
  );
}

function replaceIn(path: string, expected: Buffer, content: Buffer, staging: string): boolean {
  const current = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const temporary = temporaryPath(path, staging);
    if (!readFileSync(current).equals(expected)) return false;
    try {
      writeLike(fstatSync(current), temporary, content);
      renameSync(temporary, path);
    } finally {
      rmSync(temporary, { force: true });
    }
    return true;
  } finally {
    closeSync(current);
  }
}

function temporaryPath(path: string, staging: string): string {
  const staged = stagingPath(staging);
  return statSync(staging).dev === statSync(path).dev
    ? staged
    : join(dirname(path), `.${basename(path)}.${basename(staged)}`);
}

/** With the mode and, where we may, the owner of the file that it replaces. */
function writeLike({ mode, uid, gid }: Stats, path: string, content: Buffer): void {
  const file = openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    if (process.getuid?.() === 0) fchownSync(file, uid, gid);
    fchmodSync(file, mode & 0o7777);
    for (let at = 0; at < content.length;) at += writeSync(file, content, at);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
