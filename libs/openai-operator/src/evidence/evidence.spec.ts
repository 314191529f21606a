import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import typescript from 'typescript';
import { evidenceStep } from '../steps/evidence.step.js';
import { findFrameStep } from '../steps/find-frame.step.js';
import { withinBudget } from './budget.js';
import { functionAt } from './function-at.js';
import { stackFrames } from '@app/stack-traces';

const CART = `import { rate, type Coupon } from './rates.js';

export interface Cart { coupon?: Coupon }

export function total(cart: Cart): number {
  const percent = cart.coupon!.percent;
  return rate(percent);
}
`;
const SHOP = {
  'src/cart.ts': CART,
  'src/rates.ts':
    'export interface Coupon { percent: number }\nexport const rate = (p: number) => p * 2;\nexport const unused = 1;\n',
  'src/checkout.ts':
    "import { total } from './cart.js';\n\nexport function checkout(body: any) {\n  return total(body.cart);\n}\n",
  'test/cart.test.ts': "import { total } from '../src/cart.js';\ntest('total', () => total({}));\n",
  'test/other.test.ts': "test('other', () => {});\n",
  '.env': 'TOKEN=secret-of-env\n',
};
const TRACE = `TypeError: Cannot read properties of undefined (reading 'percent')
    at total (ROOT/src/cart.ts:6:32)
    at checkout (file://ROOT/src/checkout.ts:4:10)
    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)
    at next (ROOT/node_modules/express/lib/router.js:1:1)`;

describe('stackFrames', () => {
  it.each([
    ['    at total (/srv/app/src/cart.js:12:7)', 'total', '/srv/app/src/cart.js', 12, 7],
    ['    at file:///srv/app/src/cart.mjs:3:1', '', '/srv/app/src/cart.mjs', 3, 1],
    [
      '    at async Cart.total (/srv/app/src/cart.js:12:7)',
      'async Cart.total',
      '/srv/app/src/cart.js',
      12,
      7,
    ],
    ['    at total (webpack://shop/./src/cart.ts?1f2e:12:7)', 'total', 'src/cart.ts', 12, 7],
    ['    at total (webpack-internal:///(rsc)/./src/cart.ts:12:7)', 'total', 'src/cart.ts', 12, 7],
    ['    at total (webpack:///src/cart.ts:12:7)', 'total', 'src/cart.ts', 12, 7],
    ['total@https://shop.test/static/main.js?v=1:1:77', 'total', 'static/main.js', 1, 77],
    ['    at total (https://shop.test/static/main.js:1:77)', 'total', 'static/main.js', 1, 77],
  ])('reads %s', (line, functionName, file, lineNumber, column) => {
    expect(stackFrames(`TypeError: x\n${line}`)).toEqual([
      { functionName, file, line: lineNumber, column },
    ]);
  });

  it('leaves out Node.js, packages and what is no frame', () => {
    expect(
      stackFrames(
        'Error: x\n    at node:internal/main:1:2\n    at f (/a/node_modules/b/c.js:1:2)\n    at new Promise (<anonymous>)\nplain text',
      ),
    ).toEqual([]);
  });

  it('never breaks, whatever the text', () => {
    const piece = fc.constantFrom(
      '    at ',
      '(',
      ')',
      'webpack://',
      '/a.js',
      ':1',
      '@',
      'http://',
      '\n',
      '%',
      'file:///',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const { line } of stackFrames(pieces.join('')))
          expect(line).toEqual(expect.any(Number));
      }),
    );
  });
});

describe('functionAt', () => {
  const source =
    'const a = 1;\nclass C {\n  get x() { return a; }\n  run = () => {\n    const inner = () => a.b;\n    return inner();\n  };\n}\nexports.go = function () {\n  a();\n};\n';
  const tree = typescript.createSourceFile('a.js', source, typescript.ScriptTarget.Latest, true);
  it.each([
    [3, 'x'],
    [5, 'run'],
    [6, 'run'],
    [10, ''],
  ])('line %d is in %j', (line, name) => {
    expect(functionAt(tree, line, typescript)?.name).toBe(name);
  });
});

describe('withinBudget', () => {
  it('never exceeds the budget, and takes the first first', () => {
    const section = fc.record({ title: fc.string(), text: fc.string({ maxLength: 2_000 }) });
    fc.assert(
      fc.property(fc.array(section), fc.integer({ min: 100, max: 1_000 }), (sections, tokens) => {
        expect(withinBudget(sections, tokens).length).toBeLessThanOrEqual(tokens * 4);
      }),
    );
    const [first, second] = [
      { title: 'first', text: 'a'.repeat(390) },
      { title: 'second', text: 'b'.repeat(390) },
    ];
    expect(withinBudget([first, second], 100)).not.toContain('b');
  });
});

describe('evidence of an error', () => {
  let project: TestProject;
  beforeEach(() => {
    project = new TestProject(SHOP);
  });
  afterEach(() => {
    project.dispose();
  });

  const error = (): string => TRACE.replaceAll('ROOT', project.root);
  const gather = async (tokens = 6_000): Promise<string> => {
    const result = await evidenceStep.run(
      { file: 'src/cart.ts', error: error(), tokens },
      project.context(),
    );
    return result.ok ? result.output : result.message;
  };
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
      cwd: project.root,
      stdio: 'ignore',
    });
  };

  it('shows the stack, what the function imports with its types, who calls it and the nearest test', async () => {
    const text = await gather();
    expect(text).toContain('# stack: src/cart.ts:6\nin total: const percent');
    expect(text).toContain('# stack: src/checkout.ts:4\nexport function checkout');
    expect(text).toContain('export const rate');
    expect(text).toContain('export interface Coupon { percent: number }');
    expect(text).toContain('# calls of total\nsrc/checkout.ts:4');
    expect(text).toContain('test (not to be changed): test/cart.test.ts');
    expect(text).not.toContain('other.test.ts');
    expect(text).not.toContain('unused');
    expect(text).not.toContain('secret-of-env');
  });

  it('shows the commits that touched the function', async () => {
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'First');
    project.write('src/cart.ts', CART.replace('cart.coupon!.percent', 'cart.coupon!.percent ?? 0'));
    git('commit', '-qam', 'Coupons may have no percent');
    project.write('src/rates.ts', 'export const rate = (p: number) => p;\n');
    git('commit', '-qam', 'Something else');
    const text = await gather();
    expect(text).toContain('Coupons may have no percent');
    expect(text).not.toContain('Something else');
  });

  it('stays within its budget', async () => {
    expect((await gather(100)).length).toBeLessThanOrEqual(400);
  });

  describe('find-frame', () => {
    const find = (text: string, file = '') =>
      findFrameStep.run({ file, error: text }, project.context());

    it('gives out the first source on the stack that may be changed', async () => {
      expect(await find(error())).toEqual({ ok: true, output: 'src/cart.ts' });
      const inTest = `Error: x\n    at t (${project.path('test/cart.test.ts')}:2:1)\n${error()}`;
      expect(await find(inTest)).toEqual({ ok: true, output: 'src/cart.ts' });
      expect(
        await find('Error: x\n    at f (/etc/passwd:1:1)\n    at g (../../etc/hosts:1:1)'),
      ).toEqual({ ok: true, output: '' });
    });

    it('leaves a file that was named alone, whatever the stack says', async () => {
      expect(await find(error(), 'src/rates.ts')).toEqual({ ok: true, output: 'src/rates.ts' });
    });

    it.each(['beside it', 'inline', 'of a bundler'])(
      'follows generated code by a source map %s',
      async (how) => {
        const compiled = typescript.transpileModule(CART, {
          fileName: 'cart.ts',
          compilerOptions: {
            module: typescript.ModuleKind.CommonJS,
            sourceMap: how !== 'inline',
            inlineSourceMap: how === 'inline',
            ...(how === 'of a bundler' ? {} : { sourceRoot: '../src/' }),
          },
        });
        project.write('dist/cart.js', compiled.outputText);
        const map = compiled.sourceMapText?.replace(
          '"cart.ts"',
          how === 'of a bundler' ? '"webpack://shop/./src/cart.ts"' : '"cart.ts"',
        );
        if (map !== undefined) project.write('dist/cart.js.map', map);
        const line =
          compiled.outputText.split('\n').findIndex((text) => text.includes('cart.coupon')) + 1;
        const trace = `TypeError: x\n    at total (${project.path('dist/cart.js')}:${String(line)}:20)`;
        for (const named of ['', 'dist/cart.js', project.path('dist/cart.js')]) {
          expect(await find(trace, named)).toEqual({ ok: true, output: 'src/cart.ts' });
        }
        expect(project.said.at(-1)).toContain('src/cart.ts:6');
        expect(await find(trace.replace(project.path('dist/'), 'https://shop.test/'))).toEqual({
          ok: true,
          output: 'src/cart.ts',
        });
      },
    );
  });
});
