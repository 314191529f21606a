export const FOLDER_WATCH = Symbol('FolderWatch');

export interface FolderChange {
  /** Undefined where the system does not say which entry it was. */
  readonly name: string | undefined;
  /** `entries`: a name came, went or changed its file. `content`: a file was written. */
  readonly kind: 'entries' | 'content';
}

/**
 * Tells early that something changed in a folder.
 *
 * Only a hint: it may come late, twice, for nothing, or not at all (network drives, a limit of the
 * system), so whoever uses it also looks for himself now and then.
 */
export interface FolderWatch {
  /** @returns what ends the watch */
  watch(folder: string, onChange: (change: FolderChange) => void): () => void;
}
