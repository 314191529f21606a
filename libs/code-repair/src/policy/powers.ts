/** What a module lets its user do. */
export type Power = 'process' | 'network' | 'file' | 'code' | 'test';

const OF_NODE: Readonly<Record<Power, readonly string[]>> = {
  process: ['child_process', 'cluster', 'worker_threads', 'process', 'os'],
  network: ['net', 'http', 'https', 'http2', 'dgram', 'dns', 'dns/promises', 'tls', 'undici'],
  file: ['fs', 'fs/promises', 'sqlite', 'tty', 'readline', 'zlib', 'wasi'],
  code: [
    'vm',
    'module',
    'repl',
    'v8',
    'inspector',
    'inspector/promises',
    'sea',
    'diagnostics_channel',
    'trace_events',
  ],
  test: ['test', 'test/reporters', 'assert', 'assert/strict'],
};
const OF_PACKAGES: Readonly<Record<string, Power>> = {
  execa: 'process',
  'cross-spawn': 'process',
  shelljs: 'process',
  zx: 'process',
  axios: 'network',
  got: 'network',
  'node-fetch': 'network',
  superagent: 'network',
  request: 'network',
  ws: 'network',
  'fs-extra': 'file',
  'graceful-fs': 'file',
  rimraf: 'file',
  vm2: 'code',
};
/** Node's modules that only compute. */
const HARMLESS = new Set(
  'path path/posix url util util/types events buffer string_decoder querystring timers timers/promises stream stream/promises crypto perf_hooks async_hooks punycode constants'.split(
    ' ',
  ),
);

/** The power of a module by its specifier; undefined for the project's own, for harmless and unknown ones. */
export function powerOf(specifier: string): Power | undefined {
  const name = specifier.replace(/^node:/, '');
  const own = Object.entries(OF_NODE).find(([, modules]) => modules.includes(name));
  return (own?.[0] as Power | undefined) ?? OF_PACKAGES[name];
}

export function isHarmless(specifier: string): boolean {
  return HARMLESS.has(specifier.replace(/^node:/, ''));
}
