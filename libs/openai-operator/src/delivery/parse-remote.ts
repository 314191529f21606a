export interface Remote {
  /** Empty where the remote is a path. */
  readonly host: string;
  /** `owner/name`; empty where the remote is a path. */
  readonly project: string;
  readonly https: boolean;
}

/** What the address of a git remote says: a URL, `git@host:owner/name.git`, or a path. */
export function parseRemote(address: string): Remote {
  const url = URL.parse(address);
  if (url && /^(?:https?|ssh|git):$/.test(url.protocol))
    return { host: url.hostname, project: trimmed(url.pathname), https: url.protocol === 'https:' };
  const [, host = '', path = ''] = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(address) ?? [];
  return { host, project: host === '' ? '' : trimmed(path), https: false };
}

function trimmed(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
}
