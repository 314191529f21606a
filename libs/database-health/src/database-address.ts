export const databaseEngines = ['postgres', 'mysql', 'redis', 'mongodb', 'tcp'] as const;
export type DatabaseEngine = (typeof databaseEngines)[number];

/** Where a database listens. */
export interface DatabaseAddress {
  readonly engine: DatabaseEngine;
  /** The first, where the address names several. */
  readonly host: string;
  readonly port: number;
  /** As the engine's driver takes it. A secret: it may hold a password. */
  readonly url: string;
  readonly isOneServer: boolean;
}

const DEFAULT_HOST = '127.0.0.1';

/** What stands for an engine in a URL. `user` greets a server where nobody is named. */
const engines: Readonly<
  Record<Exclude<DatabaseEngine, 'tcp'>, { schemes: string[]; port: number; user: string }>
> = {
  postgres: { schemes: ['postgres', 'postgresql'], port: 5432, user: 'postgres@' },
  mysql: { schemes: ['mysql', 'mariadb'], port: 3306, user: 'autoheal_check@' },
  redis: { schemes: ['redis', 'rediss'], port: 6379, user: '' },
  mongodb: { schemes: ['mongodb', 'mongodb+srv'], port: 27_017, user: '' },
};

interface NamedAddress {
  readonly engine?: DatabaseEngine | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** The address, or what to set, for people. */
export type FoundAddress =
  | { readonly ok: true; readonly address: DatabaseAddress }
  | { readonly ok: false; readonly message: string };

/**
 * The database to look at: what the operator named in the action, else the URL.
 *
 * @param variable the environment variable that the URL comes from
 */
export function databaseAddress(
  named: NamedAddress,
  url: string | undefined,
  variable: string,
): FoundAddress {
  if (named.engine !== undefined) return fromParameters(named.engine, named);
  if (url !== undefined) return fromUrl(url, variable);
  return failure(
    variable === 'DATABASE_URL'
      ? 'No database is named. Set DATABASE_URL, or name engine, host and port in the action.'
      : `The watchdog's environment has no ${variable}. Set it, or name another variable as urlVariable.`,
  );
}

function fromParameters(engine: DatabaseEngine, { host, port }: NamedAddress): FoundAddress {
  if (engine !== 'tcp') {
    const { user, port: usual } = engines[engine];
    const at = { host: host ?? DEFAULT_HOST, port: port ?? usual };
    const name = at.host.includes(':') ? `[${at.host}]` : at.host;
    return found(engine, at, `${engine}://${user}${name}:${String(at.port)}`);
  }
  return port === undefined
    ? failure('A tcp check needs a port. Name it in the action.')
    : found(engine, { host: host ?? DEFAULT_HOST, port }, '');
}

/** The URL itself is a secret: no message repeats it. */
function fromUrl(text: string, variable: string): FoundAddress {
  const oneHost = text.replace(/^(mongodb:\/\/(?:[^@/]*@)?[^,/@]+),[^/]*/, '$1');
  const url = URL.parse(oneHost);
  const engine = databaseEngines.find((name) => name !== 'tcp' && speaks(name, url));
  const usual = engine && engine !== 'tcp' ? engines[engine].port : undefined;
  const port = url && (url.port === '' ? usual : Number(url.port));
  if (!url || !port) {
    return failure(
      `${variable} is not a database address. Write it as scheme://user:password@host:port/name.`,
    );
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1') || DEFAULT_HOST;
  const isOneServer = oneHost === text && url.protocol !== 'mongodb+srv:';
  return found(engine ?? 'tcp', { host, port }, text.replace(/^mariadb:/, 'mysql:'), isOneServer);
}

function speaks(engine: Exclude<DatabaseEngine, 'tcp'>, url: URL | null): boolean {
  return engines[engine].schemes.some((scheme) => url?.protocol === `${scheme}:`);
}

function found(
  engine: DatabaseEngine,
  at: { readonly host: string; readonly port: number },
  url: string,
  isOneServer = true,
): FoundAddress {
  return { ok: true, address: { engine, ...at, url, isOneServer } };
}

function failure(message: string): FoundAddress {
  return { ok: false, message };
}

/** For people; never with a password. */
export function nameOf({ engine, host, port }: DatabaseAddress): string {
  return `${engine} at ${host}:${String(port)}`;
}
