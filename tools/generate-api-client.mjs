// Makes libs/api-client/src/generated from the document that the built API serves.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { clientFiles } from '../libs/api-client/testing/client-files.ts';

const root = join(import.meta.dirname, '..');
const target = join(root, 'libs', 'api-client', 'src', 'generated');
const folder = mkdtempSync(join(tmpdir(), 'autoheal-client-'));
const api = spawn(process.execPath, [join(root, 'dist', 'apps', 'api', 'main.js')], {
  cwd: folder,
  env: { PATH: process.env.PATH, API_PORT: '0', AUTOHEAL_DATA_DIR: join(folder, 'data') },
  stdio: ['ignore', 'pipe', 'inherit'],
});

try {
  const response = await fetch(`${await address()}/api/openapi.json`);
  const options = await resolveConfig(join(target, 'schemas.ts'));
  for (const [name, text] of Object.entries(clientFiles(await response.json())))
    writeFileSync(join(target, name), await format(text, { ...options, parser: 'typescript' }));
} finally {
  api.kill('SIGTERM');
  await new Promise((resolve) => api.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}

/** Where the API listens, as it says itself. */
function address() {
  return new Promise((resolve, reject) => {
    let output = '';
    api.stdout.on('data', (data) => {
      output += data;
      const [url] = /http:\/\/127[\d.]+:\d+/.exec(output) ?? [];
      if (url) resolve(url);
    });
    api.once('exit', () => reject(new Error(`The API did not start:\n${output}`)));
  });
}
