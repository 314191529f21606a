import type { NodeConnectionOptions } from '@nats-io/transport-node';

type Access = Pick<NodeConnectionOptions, 'user' | 'pass' | 'token' | 'tls'>;

/** What a list of server URLs says: addresses, and how to log in there, which the first one tells. */
export function serverOptions(urls: readonly string[]): Access & { readonly servers: string[] } {
  const parsed = urls.map((url) => new URL(url));
  const [first] = parsed;
  return {
    servers: parsed.map(({ host }) => host),
    ...(first ? access(first) : {}),
    ...(first?.protocol === 'tls:' ? { tls: {} } : {}),
  };
}

function access({ username, password }: URL): Access {
  if (username === '') return {};
  const user = decodeURIComponent(username);
  return password === '' ? { token: user } : { user, pass: decodeURIComponent(password) };
}
