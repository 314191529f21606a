import { closeSync } from 'node:fs';
import type { Archives } from './archives.js';
import type { FilePosition } from './file-position.js';
import { LogFile } from './log-file.js';
import { lookAt, type OpenedFile } from './open-file.js';
import { openAllSiblings, openIfThere } from './open-siblings.js';
import { changedAtLatest, type Sibling } from './siblings.js';
import type { Surroundings } from './surroundings.js';

/** Where a file is looked for. */
export interface Place {
  readonly path: string;
  readonly around: Surroundings;
  readonly archives: Archives;
}

/**
 * Finds the file that was read up to a position: at its path, under another name in the folder, or as
 * the copy that copytruncate made of it.
 *
 * @throws when it is there but cannot be opened
 * @throws NotReady when it may be in an archive that is being expanded
 */
export function findFile(place: Place, position: FilePosition, now: number): LogFile | undefined {
  return (
    findAtPath(place.path, position, now) ??
    findRenamed(place, position, now) ??
    findCopy(place, position, now)
  );
}

function findAtPath(path: string, position: FilePosition, now: number): LogFile | undefined {
  const sight = lookAt(path);
  if (sight.kind !== 'file' || sight.stats.identity !== position.identity) return undefined;
  const file = openIfThere(path);
  const isSame = file?.stats.identity === position.identity;
  return firstThatContinues(file ? [file] : [], position, now, isSame);
}

function findRenamed(place: Place, position: FilePosition, now: number): LogFile | undefined {
  const isSame = ({ stats }: Sibling): boolean => stats.identity === position.identity;
  const find = (list: (around: Surroundings) => readonly Sibling[]): LogFile | undefined => {
    const files = openAllSiblings({
      ...place,
      list: (around) => list(around).filter(isSame),
      open: openIfThere,
    });
    return firstThatContinues(files, position, now);
  };
  return find((around) => around.rotated()) ?? find((around) => around.all());
}

/** The copy of a file that was truncated or compressed after it was read up to a position. */
export function findCopy(place: Place, position: FilePosition, now: number): LogFile | undefined {
  if (position.head.length === 0) return undefined;
  const mayBeCopy = (sibling: Sibling): boolean =>
    sibling.stats.identity !== position.identity &&
    changedAtLatest(sibling) >= position.modifiedNs &&
    (sibling.isArchive
      ? place.archives.mayBeginLike(sibling, position.head)
      : sibling.stats.size >= position.offset);
  const list = (around: Surroundings): readonly Sibling[] => around.rotated().filter(mayBeCopy);
  return firstThatContinues(openAllSiblings({ ...place, list }), position, now);
}

/** Closes the others. */
function firstThatContinues(
  files: readonly OpenedFile[],
  position: FilePosition,
  now: number,
  mayContinue = true,
): LogFile | undefined {
  let found: LogFile | undefined;
  for (const file of files) {
    const candidate = found || !mayContinue ? undefined : LogFile.fromPosition(file, position, now);
    if (!candidate) closeSync(file.descriptor);
    found ??= candidate;
  }
  return found;
}
