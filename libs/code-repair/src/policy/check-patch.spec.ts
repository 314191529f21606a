import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileImports, payloads } from '@app/code-repair/testing';
import { checkPatch } from './check-patch.js';

const BASE = `import { readFileSync } from 'node:fs';
import { exec } from 'node:child_process';
import { round } from './money.js';

const port = process.env.PORT;

/** The price of a cart. */
export function total(cart) {
  if (!cart) throw new TypeError('no cart');
  const sum = cart.items.reduce((cents, item) => cents + item.price, 0);
  return round(sum - cart.coupon.percent);
}

export async function restart(name) {
  try {
    const rules = JSON.parse(readFileSync('rules.json', 'utf8'));
    await fetch('http://127.0.0.1:1/' + name, { body: rules[name], port });
    exec('systemctl restart shop');
  } catch (error) {
    console.error(error);
    throw error;
  }
}
`;
const PLAIN = 'export const total = (cart) => cart.sum;\n';
const FIX = BASE.replace('cart.coupon.percent', '(cart.coupon?.percent ?? 0)');

const rulesAgainst = async (
  after: string,
  before = BASE,
  path = 'src/cart.js',
): Promise<string[]> => [
  ...new Set((await checkPatch({ path, before, after })).map(({ rule }) => rule)),
];
const withStatement = (text: string): string =>
  FIX.replace('  return round', `  ${text}\n  return round`);

describe('the policy for patches', () => {
  it('has nothing against a plain fix', async () => {
    expect(await rulesAgainst(FIX)).toEqual([]);
  });

  it.each(Object.entries(payloads))('refuses a good fix that brings %s', async (_name, payload) => {
    expect(await rulesAgainst(withStatement(payload))).not.toEqual([]);
  });

  it.each(Object.entries(hostileImports))(
    'refuses a good fix that imports %s',
    async (_name, line) => {
      expect(await rulesAgainst(`${line}\n${PLAIN}`, PLAIN)).not.toEqual([]);
    },
  );

  it.each([
    ['one more command', withStatement("exec('id');"), 'powers'],
    ['another command', FIX.replace('restart shop', 'stop shop'), 'powers'],
    [
      'a command from the input',
      FIX.replace("exec('systemctl restart shop')", 'exec(name)'),
      'powers',
    ],
    ['an alias of what runs commands', withStatement('const run = exec;'), 'powers'],
    ['another file', FIX.replace("'rules.json'", "'../secrets.json'"), 'powers'],
    ['one more file', withStatement("readFileSync('a.json');"), 'powers'],
    [
      'another function of the module',
      FIX.replace('{ readFileSync }', '{ readFileSync, rmSync }').replace(
        '  return round',
        "  rmSync('x');\n  return round",
      ),
      'powers',
    ],
    [
      'another variable of the environment',
      withStatement('console.log(process.env.HOME);'),
      'globals',
    ],
    ['the whole environment', withStatement('console.log(process.env);'), 'globals'],
    ['one more request', withStatement('fetch(String(cart));'), 'globals'],
    ['another address', FIX.replace('127.0.0.1:1', 'example.test'), 'texts'],
    [
      'no throw any more',
      FIX.replace("  if (!cart) throw new TypeError('no cart');\n", ''),
      'error-handling',
    ],
    [
      'no catch any more',
      FIX.replace(/try \{([^}]*)\}([^}]*)\} catch[^}]*\}/, '{$1}$2}'),
      'error-handling',
    ],
    [
      'an emptied handler',
      FIX.replace('    console.error(error);\n    throw error;\n', ''),
      'error-handling',
    ],
    [
      'an emptied function',
      BASE.replace(/total\(cart\) \{[^]*?\n\}/, 'total(cart) {\n}'),
      'kept-code',
    ],
    [
      'a function that only returns',
      BASE.replace(/restart\(name\) \{[^]*?\n\}\n/, 'restart(name) {\n  return 1;\n}\n'),
      'kept-code',
    ],
    ['no export any more', FIX.replace('export async function', 'async function'), 'kept-code'],
  ])('refuses %s', async (_what, after, rule) => {
    expect(await rulesAgainst(after)).toContain(rule);
  });

  it.each([
    ['a guard', withStatement('if (!cart.coupon) return sum;')],
    [
      'a handled parse',
      FIX.replace(
        'return round(',
        'try {\n    JSON.parse(cart.note);\n  } catch {\n    return 0;\n  }\n  return round(',
      ),
    ],
    ['a list begun', withStatement('(cart.groups[cart.kind] ??= []).push(sum);')],
    [
      'an item by a loop',
      withStatement('for (let i = 0; i < 3; i += 1) console.log(cart.items[i]);'),
    ],
    ['an import of the project', `import { tax } from './tax.js';\n${FIX}`],
    ['an import of what only computes', `import { join } from 'node:path';\n${FIX}`],
    [
      'a local name like a global',
      withStatement('const process = cart.process ?? 1; console.log(process + 1);').replaceAll(
        'cart.process',
        'cart.steps',
      ),
    ],
    ['a wait', FIX.replace("    exec('", "    await exec('")],
    ['import in place of require', FIX],
  ])('has nothing against %s', async (_what, after) => {
    expect(await rulesAgainst(after)).toEqual([]);
  });

  it('does not mind require that becomes import', async () => {
    const before =
      "const { readFileSync: read } = require('fs');\nexport const f = () => read('a');\n";
    const after =
      "import { readFileSync as read } from 'node:fs';\nexport const f = () => read('a');\n";
    expect(await rulesAgainst(after, before)).toEqual([]);
  });

  it('does not mind what the only export of a module is', async () => {
    const before = 'module.exports = (a) => a.b;\n';
    expect(await rulesAgainst('module.exports = (a) => a?.b;\n', before)).toEqual([]);
    expect(await rulesAgainst('export default (a) => a?.b;\n', before)).toEqual([]);
    expect(await rulesAgainst('(a) => a?.b;\n', before)).toEqual(['kept-code']);
  });

  it('does not mind types', async () => {
    const before = 'export const f = (a) => a.b;\n';
    const after =
      "import type { Stats } from 'node:fs';\nexport const f = (a: { b: Stats; c: Function }) => a?.b;\n";
    expect(await rulesAgainst(after, before, 'src/a.ts')).toEqual([]);
  });

  it('names the rule and the line', async () => {
    expect(
      await checkPatch({ path: 'a.js', before: BASE, after: withStatement("eval('1');") }),
    ).toContainEqual({
      rule: 'globals',
      message: expect.stringContaining('eval'),
      line: 11,
    });
  });

  it('never speaks against a file that stays as it is', async () => {
    const root = join(import.meta.dirname, '../../../..');
    const files = globSync(['libs/*/src/**/*.ts', 'tools/*.mjs', 'examples/**/*.js'], {
      cwd: root,
    });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), async (file) => {
        const text = readFileSync(join(root, file), 'utf8');
        expect(await rulesAgainst(text, text, file)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('refuses every payload wherever it stands in the code, also beside another fix', async () => {
    const places = [...FIX.matchAll(/\n( +)(?:const|return|if|await|exec|console)/g)].map(
      ({ index }) => index + 1,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(payloads)),
        fc.constantFrom(...places),
        fc.boolean(),
        async (name, place, wrapped) => {
          const payload = payloads[name] ?? '';
          const text = wrapped ? `(async () => {\n${payload}\n})();` : payload;
          expect(
            await rulesAgainst(`${FIX.slice(0, place)}${text}\n${FIX.slice(place)}`),
          ).not.toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
