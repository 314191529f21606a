#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/apps/cli/main.js', import.meta.url);
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `autoheal needs Node.js 24 or newer; this is ${process.versions.node}. In a checkout, run it through npm: npm run autoheal -- status`,
  );
  process.exit(3);
}
if (!existsSync(fileURLToPath(main))) {
  console.error('autoheal is not built yet. Run: npm run build');
  process.exit(3);
}
await import(main.href);
