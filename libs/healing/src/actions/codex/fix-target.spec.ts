import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ActionParts, detectionOf } from '../../../testing/action-parts.js';
import { findFixTarget } from './fix-target.js';

let parts: ActionParts;
beforeEach(() => {
  parts = new ActionParts();
  parts.write('src/cart.js', '');
  parts.write('src/price.ts', '');
  parts.write('node_modules/lib/index.js', '');
  parts.write('dist/main.js', '');
});
afterEach(() => parts.close());

const target = (text: string, captures = {}) =>
  findFixTarget({}, detectionOf(text, captures), parts.root);
const stack = (...frames: string[]) =>
  ['TypeError: x', ...frames.map((frame) => `    at ${frame}`)].join('\n');

describe('findFixTarget', () => {
  it('takes what the operator named before anything else', () => {
    const detection = detectionOf(stack(`${parts.root}/src/cart.js:1:2`));
    expect(findFixTarget({ filePath: 'a.js' }, detection, parts.root)).toEqual({
      filePath: 'a.js',
    });
    expect(findFixTarget({ route: '/a' }, detection, parts.root)).toEqual({ route: '/a' });
  });

  it('takes the file that the pattern captured', () => {
    const text = stack(`total (${parts.root}/src/cart.js:1:2)`);
    expect(target(text, { file: 'src/price.ts' })).toEqual({ filePath: 'src/price.ts' });
  });

  it.each([
    ['a plain path', (root: string) => `total (${root}/src/cart.js:12:7)`],
    ['a module address', (root: string) => `total (file://${root}/src/cart.js:12:7)`],
    ['a bundled source', () => 'total (webpack://shop/./src/cart.js:12:7)'],
    ['a bundled source of a scoped package', () => 'total (webpack://@zion/shop/src/cart.js:12:7)'],
    ['a frame without a function', (root: string) => `${root}/src/cart.js:12:7`],
  ])('finds the file in %s', (_what, frame) => {
    expect(target(stack(frame(parts.root)))).toEqual({ filePath: 'src/cart.js' });
  });

  it.each([
    [
      'Python',
      'app/cart.py',
      (root: string) =>
        `Traceback (most recent call last):\n  File "${root}/app/cart.py", line 4, in total\nKeyError: 'id'`,
    ],
    [
      'Java',
      'src/main/java/shop/Cart.java',
      () => 'java.lang.Error: x\n\tat shop.Cart.total(Cart.java:4)',
    ],
    [
      'Go',
      'cart.go',
      (root: string) =>
        `panic: x\n\ngoroutine 1 [running]:\nmain.total()\n\t${root}/cart.go:4 +0x1d`,
    ],
    ['Ruby', 'lib/cart.rb', () => "lib/cart.rb:4:in 'total': x (RuntimeError)"],
  ])('finds the file in a trace of %s', (_language, file, trace) => {
    parts.write(file, '');
    expect(target(trace(parts.root))).toEqual({ filePath: file });
  });

  it('skips frames of Node.js, of packages and of built files', () => {
    const text = stack(
      'node:internal/process/task_queues:104:5',
      `f (${parts.root}/node_modules/lib/index.js:1:1)`,
      `g (${parts.root}/dist/main.js:1:1)`,
      `h (${parts.root}/src/price.ts:3:4)`,
      `i (${parts.root}/src/cart.js:5:6)`,
    );
    expect(target(text)).toEqual({ filePath: 'src/price.ts' });
  });

  it.each([
    ['outside the project', () => '/etc/passwd'],
    ['that does not exist', (root: string) => `${root}/src/gone.js`],
    ['out of the project by its parent', (root: string) => `${root}/src/../../../etc/passwd`],
    ['behind a link that leads out', (root: string) => `${root}/src/link.js`],
    ['that is a folder', (root: string) => `${root}/src`],
    ['with a NUL in its name', (root: string) => `${root}/src/cart.js\0`],
  ])('does not follow a name %s', (_what, name) => {
    symlinkSync('/etc/passwd', join(parts.root, 'src/link.js'));
    expect(target(stack(`f (${name(parts.root)}:1:1)`))).toBeUndefined();
    expect(target('x', { file: name(parts.root) })).toBeUndefined();
  });

  it('falls back to a captured route', () => {
    expect(target('GET /cart 500', { route: '/cart' })).toEqual({ route: '/cart' });
  });

  it('knows nothing without evidence', () => {
    expect(findFixTarget({}, undefined, parts.root)).toBeUndefined();
    expect(target('Error: something broke')).toBeUndefined();
  });
});
