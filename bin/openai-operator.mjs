#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/apps/openai-operator/main.js', import.meta.url);
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `openai-operator needs Node.js 24 or newer; this is ${process.versions.node}. In a checkout, run it through npm: npm run build, then with the project's own Node.js`,
  );
  process.exit(3);
}
if (!existsSync(fileURLToPath(main))) {
  console.error('openai-operator is not built yet. Run: npm run build');
  process.exit(3);
}
await import(main.href);
