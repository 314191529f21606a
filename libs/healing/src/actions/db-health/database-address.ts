import { failure } from '../outcome.js';
import type { HealFailure } from '../heal-action.js';

export const databaseEngines = ['postgres', 'mysql', 'tcp'] as const;
export type DatabaseEngine = (typeof databaseEngines)[number];

/** Where a database listens, and who to name when greeting it. Passwords never get this far. */
export interface DatabaseAddress {
  readonly engine: DatabaseEngine;
  readonly host: string;
  readonly port: number;
  /** PostgreSQL asks for both names before it says anything. */
  readonly user: string;
  readonly database: string;
}

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_NAME = 'postgres';

const enginesByScheme: Readonly<Record<string, DatabaseEngine>> = {
  'postgres:': 'postgres',
  'postgresql:': 'postgres',
  'mysql:': 'mysql',
  'mariadb:': 'mysql',
};

const defaultPorts: Readonly<Record<string, number>> = {
  'postgres:': 5432,
  'postgresql:': 5432,
  'mysql:': 3306,
  'mariadb:': 3306,
  'redis:': 6379,
  'mongodb:': 27_017,
};

interface NamedAddress {
  readonly engine?: DatabaseEngine | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
}

/** The database to look at: what the operator named in the action, else DATABASE_URL. */
export function databaseAddress(
  named: NamedAddress,
  databaseUrl: string | undefined,
): { readonly ok: true; readonly address: DatabaseAddress } | HealFailure {
  if (named.engine !== undefined) return fromParameters(named.engine, named);
  if (databaseUrl !== undefined) return fromUrl(databaseUrl);
  return failure(
    'invalid-parameters',
    'No database is named. Set DATABASE_URL, or name engine, host and port in the action.',
  );
}

function fromParameters(engine: DatabaseEngine, { host, port }: NamedAddress) {
  const known = port ?? (engine === 'tcp' ? undefined : defaultPorts[`${engine}:`]);
  return known === undefined
    ? failure('invalid-parameters', 'A tcp check needs a port. Name it in the action.')
    : address(engine, host ?? DEFAULT_HOST, known, DEFAULT_NAME, DEFAULT_NAME);
}

/** The URL itself is a secret: no message repeats it. */
function fromUrl(text: string) {
  const url = URL.parse(text);
  const port = url && (url.port === '' ? defaultPorts[url.protocol] : Number(url.port));
  if (!url || !port) {
    return failure(
      'invalid-parameters',
      'DATABASE_URL is not a database address. Write it as scheme://user:password@host:port/name.',
    );
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const user = decode(url.username) || DEFAULT_NAME;
  return address(
    enginesByScheme[url.protocol] ?? 'tcp',
    host || DEFAULT_HOST,
    port,
    user,
    decode(url.pathname.slice(1)) || user,
  );
}

function address(
  engine: DatabaseEngine,
  host: string,
  port: number,
  user: string,
  database: string,
) {
  return { ok: true, address: { engine, host, port, user, database } } as const;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
