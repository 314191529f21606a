/**
 * Runs the built apps and stops them together: `node tools/start.mjs [watchdog] [api]`, both by default.
 *
 * A signal is passed on; an app that does not end within the limit is killed. When one app ends by
 * itself, the other is stopped too and its exit code is kept, so that a supervisor sees the failure.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build-if-needed.mjs';

const STOP_LIMIT_MS = 30_000;
const apps = process.argv.length > 2 ? process.argv.slice(2) : ['watchdog', 'api'];

buildIfNeeded();
let exitCode = 0;
let stopping;
const running = new Map(apps.map((app) => [app, start(app)]));
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => stopAll(signal));

function start(app) {
  const main = fileURLToPath(new URL(`../dist/apps/${app}/main.js`, import.meta.url));
  const child = spawn(process.execPath, [main], { stdio: 'inherit', detached: true });
  child.on('exit', (code, signal) => {
    running.delete(app);
    if (!stopping) {
      exitCode = code ?? 1;
      console.error(`${app} ended (${signal ?? `exit code ${code}`}); stopping the rest.`);
    }
    stopAll('SIGTERM');
  });
  return child;
}

function stopAll(signal) {
  if (running.size === 0) {
    clearTimeout(stopping);
    process.exitCode = exitCode;
    return;
  }
  if (stopping) return;
  for (const child of running.values()) child.kill(signal);
  stopping = setTimeout(() => {
    for (const [app, child] of running) {
      console.error(`${app} did not stop within ${STOP_LIMIT_MS / 1000} s; killing it.`);
      child.kill('SIGKILL');
    }
  }, STOP_LIMIT_MS);
}
