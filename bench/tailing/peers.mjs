import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const npmPeers = ['@logdna/tail-file@4.0.2', 'tail-file@1.4.16', 'nodejs-tail@1.1.1'];

const root = fileURLToPath(new URL('../..', import.meta.url));
const follower = (name, ...args) => [
  process.execPath,
  fileURLToPath(new URL(`./followers/${name}.mjs`, import.meta.url)),
  ...args,
];

/**
 * `command` gives what to run; its process group is what a SIGKILL ends. Each line that it hands on is
 * appended to `out`, with the time before it where the follower can tell.
 */
const all = [
  { name: 'own', command: ({ log, out, state }) => follower('own', log, out, state) },
  { name: 'gnu-tail', command: ({ log, out }) => follower('gnu-tail', log, out) },
  npmPeer('tail', 'npm-tail', { at: root }),
  npmPeer('tail', 'npm-tail', { at: root, title: 'tail, useWatchFile', args: ['watchFile'] }),
  npmPeer('@logdna/tail-file', 'logdna-tail-file'),
  npmPeer('tail-file', 'tail-file'),
  npmPeer('nodejs-tail', 'nodejs-tail', { title: 'nodejs-tail (chokidar)' }),
];

/** @param names of the wanted ones; undefined for all */
export function availablePeers({ folder, names }) {
  return all
    .map((peer) => (peer.inFolder ? peer.inFolder(folder) : peer))
    .filter((peer) => (names?.includes(peer.name) ?? true) && isThere(peer));
}

function npmPeer(name, file, { at, title = name, args = [] } = {}) {
  return {
    inFolder: (folder) => ({
      name: title,
      path: join(at ?? folder, 'node_modules', name),
      command: ({ log, out }) => follower(file, log, out, at ?? folder, ...args),
    }),
  };
}

function isThere({ name, path }) {
  const there = !path || existsSync(path);
  if (!there) console.log(`${name} is not installed: left out`);
  return there;
}
