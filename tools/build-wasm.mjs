/**
 * Compiles the literal scanner and writes it as a module that any bundler and test runner can load.
 * `--check` writes nothing and fails when the module is not what the source compiles to.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const folder = fileURLToPath(new URL('../libs/literal-scanner/', import.meta.url));
const target = `${folder}src/scanner.wasm.ts`;
let binary;
const { error, stderr } = await asc.main(
  [
    'scanner.ts',
    '--baseDir',
    `${folder}assembly`,
    '--outFile',
    'scanner.wasm',
    '-O3',
    '--runtime',
    'stub',
    '--noAssert',
    '--importMemory',
    '--enable',
    'simd',
    '--enable',
    'relaxed-simd',
  ],
  { writeFile: (_name, contents) => (binary = contents) },
);
if (error) {
  console.error(stderr.toString());
  process.exit(1);
}
const module = `// Made by \`npm run build:wasm\` from assembly/scanner.ts.\nexport const scannerBinary =\n  '${Buffer.from(binary).toString('base64')}';\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(target, module);
} else if (readFileSync(target, 'utf8') !== module) {
  console.error(`${target} is out of date. Run: npm run build:wasm`);
  process.exit(1);
}
