import type { LogFile } from './log-file.js';
import type { Moment, StoredBacklog } from './file-position.js';
import type { Owed } from './owed-work.js';
import type { OwnFiles } from './own-files.js';
import type { RotatedBounds } from './rotated-bounds.js';
import type { RotatedFiles } from './rotated-files.js';

/** So many unread files are open at a time, whatever their number: the first lines come soon. */
const FILES_AT_A_TIME = 8;

export interface BacklogBounds extends RotatedBounds {
  readonly before?: LogFile | undefined;
}

/** Files that were rotated while nobody looked, found and opened a few at a time, the oldest first. */
export class Backlog implements Owed {
  private since: Moment;

  constructor(
    private readonly bounds: BacklogBounds,
    private readonly own: OwnFiles,
    private readonly rotated: RotatedFiles,
  ) {
    const { modifiedNs, bornNs } = bounds.since;
    this.since = { modifiedNs, bornNs };
  }

  get before(): LogFile | undefined {
    return this.bounds.before;
  }

  work(now: number): boolean {
    if (this.unread().length > 1) return false;
    const { since, bounds } = this;
    const search = { ...bounds, since, most: FILES_AT_A_TIME };
    const { files, goesOnAtNs } = this.rotated.find(search, now);
    this.own.add(files, this.before);
    if (goesOnAtNs === undefined) return true;
    // Copies are younger than the file that they were made of, which may itself come after them.
    this.since = { modifiedNs: goesOnAtNs, bornNs: since.bornNs };
    return false;
  }

  stored(): StoredBacklog {
    const { since, before } = this;
    const { modifiedUpToNs = null, bornUpToNs = null, archivedUpToNs = null } = this.bounds;
    return {
      ...since,
      modifiedUpToNs,
      bornUpToNs,
      archivedUpToNs,
      before: before?.identity ?? null,
    };
  }

  private unread(): LogFile[] {
    const end = this.before ? this.own.open.indexOf(this.before) : this.own.open.length;
    return this.own.open.slice(0, end).filter((file) => !file.isAtEnd);
  }
}
