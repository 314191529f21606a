import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import typescript from 'typescript';
import { originalTrace } from './original-trace.js';

const SOURCE = `interface Cart { coupon: { percent: number } }

export function total(cart: Cart): number {
  return cart.coupon.percent;
}
`;

describe('originalTrace', () => {
  let root: string;
  beforeEach(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'source-maps-')));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  const path = (...names: string[]) => join(root, ...names);
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  /** Compiles into a file with its map beside it; returns the frame that reading the coupon leaves. */
  const compile = (file: string, source: string): string => {
    const { outputText, sourceMapText = '' } = typescript.transpileModule(SOURCE, {
      fileName: 'cart.ts',
      compilerOptions: { module: typescript.ModuleKind.CommonJS, sourceMap: true },
    });
    write(file, outputText);
    write(join(dirname(file), 'cart.js.map'), sourceMapText.replace('"cart.ts"', `"${source}"`));
    const lines = outputText.split('\n');
    const row = lines.findIndex((line) => line.includes('cart.coupon'));
    const column = (lines[row] ?? '').indexOf('.percent') + 2;
    return `    at total (${path(file)}:${String(row + 1)}:${String(column)})`;
  };

  it('names the file and the line that people wrote', async () => {
    const frame = compile('dist/cart.js', '../src/cart.ts');
    const trace = `TypeError: x\n${frame}\n    at ${frame.slice(14, -1)}\nnext line`;
    expect(await originalTrace(trace, root)).toBe(
      `TypeError: x\n    at total (${path('src/cart.ts')}:4:22)\n    at ${path('src/cart.ts')}:4:22\nnext line`,
    );
  });

  it('finds what a bundler names from a root of its own, where it is there', async () => {
    const frame = compile('dist/cart.js', 'webpack://shop/./src/cart.ts');
    write('src/cart.ts', SOURCE);
    expect(await originalTrace(frame, root)).toBe(`    at total (${path('src/cart.ts')}:4:22)`);
  });

  it('leaves alone what has no map, is a package, or lies outside the project', async () => {
    const inPackage = compile('node_modules/pay/cart.js', '../src/cart.ts');
    const outside = compile('dist/cart.js', '../src/cart.ts');
    write('plain.js', '');
    const trace = [
      inPackage,
      `    at f (${path('plain.js')}:1:1)`,
      '    at g (node:internal/process:1:1)',
      '    at h (/etc/passwd:1:1)',
      `    at i (${path('dist/../../../etc/passwd')}:1:1)`,
      'connect ECONNREFUSED 127.0.0.1:5432:1',
    ].join('\n');
    expect(await originalTrace(trace, root)).toBe(trace);
    expect(await originalTrace(outside, path('other'))).toBe(outside);
  });

  it('is not stopped by a broken map', async () => {
    const frame = compile('dist/cart.js', '../src/cart.ts');
    write('dist/cart.js.map', '{ not json');
    expect(await originalTrace(frame, root)).toBe(frame);
  });
});
