import { existsSync } from 'node:fs';
import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';

interface Marker {
  readonly commandId: string;
  /** Of the watchdog that tries the patterns out. */
  readonly pid: number;
  /** The patterns before are in force again, and whoever pushed does not know yet. */
  readonly undone: boolean;
}

/**
 * The pattern file while pushed patterns are tried out. Beside it stand the last good ones (`.before`) and
 * a marker (`.trial`), so that a watchdog that dies in the trial finds its way back at its next start.
 */
export class PatternTrial {
  private readonly before: string;
  private readonly marker: string;

  /** @param path of the pattern file */
  constructor(private readonly path: string) {
    this.before = `${path}.before`;
    this.marker = `${path}.trial`;
  }

  /** @throws where the folder cannot be written; the patterns are as they were then */
  async begin(commandId: string, text: string): Promise<void> {
    await copyFile(this.path, this.before);
    await this.mark({ commandId, pid: process.pid, undone: false });
    await writeFile(`${this.path}.new`, text);
    await rename(`${this.path}.new`, this.path);
  }

  /** The patterns hold. */
  async keep(): Promise<void> {
    await rm(this.marker, { force: true });
  }

  /** The last good ones are in force again. */
  async undo(): Promise<void> {
    await copyFile(this.before, `${this.path}.new`);
    await rename(`${this.path}.new`, this.path);
    await this.keep();
  }

  /** Call it before the pattern file is read: what killed the watchdog once may do so again. */
  async undoInterrupted(): Promise<void> {
    const marker = await this.read();
    if (!marker || marker.undone || isAnotherThatLives(marker.pid)) return;
    await this.undo();
    await this.mark({ ...marker, undone: true });
  }

  /** Whether the patterns of this command were undone because the watchdog ended in the trial. */
  async wasUndone(commandId: string): Promise<boolean> {
    const marker = await this.read();
    return marker?.undone === true && marker.commandId === commandId;
  }

  private async read(): Promise<Marker | undefined> {
    if (!existsSync(this.marker)) return undefined;
    return JSON.parse(await readFile(this.marker, 'utf8')) as Marker;
  }

  private async mark(marker: Marker): Promise<void> {
    await writeFile(`${this.marker}.new`, JSON.stringify(marker));
    await rename(`${this.marker}.new`, this.marker);
  }
}

/** In a container every start has the same number. */
function isAnotherThatLives(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
