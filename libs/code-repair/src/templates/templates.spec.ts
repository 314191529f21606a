import { describe, expect, it } from '@jest/globals';
import { projectOf, repairsOf, type Broken } from '@app/code-repair/testing';

type Case = readonly [what: string, broken: Broken, expected: string];

const reading = (property: string, value = 'undefined'): string =>
  `Cannot read properties of ${value} (reading '${property}')`;
const project = projectOf({
  'src/money.js':
    'export function format(cents) { return cents; }\nexport default function print() {}\n',
  'src/tax.cjs': 'exports.rateOf = () => 1;\n',
  'src/deep/index.js': 'export const deep = 1;\n',
  'src/store.js': 'export async function load() {}\n',
});

/** Each is the first choice. */
const FIRST: readonly Case[] = [
  [
    'takes 0 where a number is due',
    { message: reading('percent'), source: 'const f = (a) => a.sum - a.coupon.▸percent;\n' },
    'const f = (a) => a.sum - (a.coupon?.percent ?? 0);\n',
  ],
  [
    'takes an empty text in a template',
    { message: reading('city', 'null'), source: 'const f = (a) => `to ${a.▸city}`;\n' },
    "const f = (a) => `to ${a?.city ?? ''}`;\n",
  ],
  [
    'asks for an item of a list only where there is a list',
    { message: reading('0'), source: 'if (a.b[▸0] > 1) go();\n' },
    'if ((a.b?.[0] ?? 0) > 1) go();\n',
  ],
  [
    'goes on with an empty list where a list is due',
    { message: reading('map'), source: 'export const f = (a) => a.items.▸map(g);\n' },
    'export const f = (a) => a.items?.map(g) ?? [];\n',
  ],
  [
    'gives a default to what is destructured',
    {
      message: "Cannot destructure property 'a' of 'undefined' as it is undefined.",
      source: 'const f = (▸{ a }) => a;\n',
    },
    'const f = ({ a } = {}) => a;\n',
  ],
  [
    'takes apart an empty object',
    {
      message: "Cannot destructure property 'a' of 'b' as it is undefined.",
      source: 'const { a } = ▸b;\n',
    },
    'const { a } = b ?? {};\n',
  ],
  [
    'gives a default inside a pattern',
    { message: reading('c'), source: 'const f = ({ b: { ▸c } }) => c;\n' },
    'const f = ({ b: { c } = {} }) => c;\n',
  ],
  [
    'goes through nothing',
    { message: 'a.list is not iterable', source: 'for (const b of a.▸list) go(b);\n' },
    'for (const b of a.list ?? []) go(b);\n',
  ],
  [
    'spreads nothing',
    { message: 'a is not iterable', source: 'const b = [...▸a];\n' },
    'const b = [...(a ?? [])];\n',
  ],
  [
    'asks an object for nothing',
    {
      message: 'Cannot convert undefined or null to object',
      source: 'const b = Object.▸keys(a);\n',
    },
    'const b = Object.keys(a ?? {});\n',
  ],
  [
    'searches an empty object',
    {
      message: "Cannot use 'in' operator to search for 'k' in undefined",
      source: "const b = 'k' ▸in a;\n",
    },
    "const b = 'k' in (a ?? {});\n",
  ],
  [
    'calls a callback only where it was given',
    { message: 'done is not a function', source: 'function f(done) {\n  ▸done();\n}\n' },
    'function f(done) {\n  done?.();\n}\n',
  ],
  [
    'knows the name that a method has here',
    { message: 'a.contains is not a function', source: 'const b = a.▸contains(1);\n' },
    'const b = a.includes(1);\n',
  ],
  [
    'sees a slip in the name of a method',
    { message: 'a.fitler is not a function', source: 'const b = a.▸fitler(c);\n' },
    'const b = a.filter(c);\n',
  ],
  [
    'reads a length in place of calling it',
    { message: 'a.length is not a function', source: 'const b = a.▸length();\n' },
    'const b = a.length;\n',
  ],
  [
    'makes a text of a number',
    { message: 'a.trim is not a function', source: 'const b = a.▸trim();\n' },
    'const b = String(a).trim();\n',
  ],
  [
    'makes a new object of a class',
    {
      message: "Class constructor A cannot be invoked without 'new'",
      source: 'class A {}\nconst a = ▸A();\n',
    },
    'class A {}\nconst a = new A();\n',
  ],
  [
    'lets a callback keep this',
    {
      message: reading('rate'),
      source:
        'class A {\n  f(a) {\n    return a.map(function (b) {\n      return b * this.▸rate;\n    });\n  }\n}\n',
    },
    'class A {\n  f(a) {\n    return a.map((b) => {\n      return b * this.rate;\n    });\n  }\n}\n',
  ],
  [
    'hands a method on with its object',
    {
      message: reading('rate'),
      source:
        'class A {\n  f(b) {\n    return b * this.▸rate;\n  }\n}\nconst a = new A();\nrun(a.f);\n',
    },
    'class A {\n  f(b) {\n    return b * this.rate;\n  }\n}\nconst a = new A();\nrun(a.f.bind(a));\n',
  ],
  [
    'survives bad JSON',
    {
      message: 'Unexpected token x in JSON at position 0',
      source: 'function f(a) {\n  return JSON.▸parse(a);\n}\n',
    },
    'function f(a) {\n  try {\n    return JSON.parse(a);\n  } catch {\n    return null;\n  }\n}\n',
  ],
  [
    'survives bad JSON in a declaration, and keeps the line ends of Windows',
    {
      message: 'Unexpected token x in JSON at position 0',
      source: 'function f(a) {\r\n  const b = JSON.▸parse(a);\r\n  return b;\r\n}\r\n',
    },
    'function f(a) {\r\n  let b;\r\n  try {\r\n    b = JSON.parse(a);\r\n  } catch {\r\n    b = null;\r\n  }\r\n  return b;\r\n}\r\n',
  ],
  [
    'waits for a promise, and makes the function wait too',
    {
      message: reading('name'),
      source:
        'async function load() {}\nfunction f() {\n  const a = load();\n  return a.b.▸name;\n}\n',
    },
    'async function load() {}\nasync function f() {\n  const a = await load();\n  return a.b.name;\n}\n',
  ],
  [
    'waits for a promise of another file',
    {
      message: 'a.map is not a function',
      filePath: 'src/a.js',
      project,
      source:
        "import { load } from './store.js';\nexport async function f() {\n  const a = load();\n  return a.▸map(g);\n}\n",
    },
    "import { load } from './store.js';\nexport async function f() {\n  const a = await load();\n  return a.map(g);\n}\n",
  ],
  [
    'waits for a promise that nobody waits for',
    {
      message: 'disk full',
      source:
        'async function save() {\n  throw new Error();\n}\nasync function f() {\n  ▸save();\n}\n',
    },
    'async function save() {\n  throw new Error();\n}\nasync function f() {\n  await save();\n}\n',
  ],
  [
    'imports what another file gives out',
    {
      message: 'format is not defined',
      filePath: 'src/a.js',
      project,
      source: "import { load } from './store.js';\n\nexport const f = (a) => ▸format(a);\n",
    },
    "import { load } from './store.js';\nimport { format } from './money.js';\n\nexport const f = (a) => format(a);\n",
  ],
  [
    'adds to an import of the same file',
    {
      message: 'format is not defined',
      filePath: 'src/a.js',
      project,
      source: "import { other } from './money.js';\nexport const f = (a) => ▸format(a);\n",
    },
    "import { other, format } from './money.js';\nexport const f = (a) => format(a);\n",
  ],
  [
    'requires where the file requires',
    {
      message: 'rateOf is not defined',
      filePath: 'src/a.cjs',
      project,
      source: "'use strict';\nconst x = require('./x.cjs');\nmodule.exports = (a) => ▸rateOf(a);\n",
    },
    "'use strict';\nconst x = require('./x.cjs');\nconst { rateOf } = require('./tax.cjs');\nmodule.exports = (a) => rateOf(a);\n",
  ],
  [
    "imports what is Node's",
    { message: 'join is not defined', source: 'export const f = (a) => ▸join(a, "b");\n' },
    'import { join } from "node:path";\nexport const f = (a) => join(a, "b");\n',
  ],
  [
    'sees a slip in a name',
    { message: 'itmes is not defined', source: 'const f = (items) => ▸itmes.length;\n' },
    'const f = (items) => items.length;\n',
  ],
  [
    'takes a member of this',
    {
      message: 'rate is not defined',
      source: 'class A {\n  rate = 1;\n  f() {\n    return ▸rate;\n  }\n}\n',
    },
    'class A {\n  rate = 1;\n  f() {\n    return this.rate;\n  }\n}\n',
  ],
  [
    'declares what is assigned',
    {
      message: 'sum is not defined',
      source: 'export function f(a) {\n  ▸sum = 0;\n  return sum + a;\n}\n',
    },
    'export function f(a) {\n  let sum = 0;\n  return sum + a;\n}\n',
  ],
  [
    'sees a slip in the name of a property',
    {
      message: reading('host'),
      source: 'const c = { database: { host: 1 } };\nexport const f = () => c.databse.▸host;\n',
    },
    'const c = { database: { host: 1 } };\nexport const f = () => c.database.host;\n',
  ],
  [
    'makes the object that is written into',
    {
      message: "Cannot set properties of undefined (setting 'n')",
      source: 'function f(a) {\n  a.b.▸n = 1;\n}\n',
    },
    'function f(a) {\n  a.b ??= {};\n  a.b.n = 1;\n}\n',
  ],
  [
    'begins a list',
    { message: reading('push'), source: 'for (const a of b) c[a.k].▸push(a);\n' },
    'for (const a of b) (c[a.k] ??= []).push(a);\n',
  ],
  [
    'begins an entry of a map',
    { message: reading('push'), source: 'function f(m, a) {\n  m.get(a).▸push(1);\n}\n' },
    'function f(m, a) {\n  if (!m.has(a)) m.set(a, []);\n  m.get(a).push(1);\n}\n',
  ],
  [
    'lets a constant vary',
    { message: 'Assignment to constant variable.', source: 'const a = 1;\n▸a = 2;\n' },
    'let a = 1;\na = 2;\n',
  ],
  [
    'declares before it uses',
    {
      message: "Cannot access 'a' before initialization",
      source: 'const b = ▸a + 1;\nconst a = 2;\nlog(b);\n',
    },
    'const a = 2;\nconst b = a + 1;\nlog(b);\n',
  ],
  [
    'begins a sum with 0',
    {
      message: 'Reduce of empty array with no initial value',
      source: 'const s = a.▸reduce((b, c) => b + c);\n',
    },
    'const s = a.reduce((b, c) => b + c, 0);\n',
  ],
  [
    'repeats not less than no times',
    { message: 'Invalid count value: -1', source: "const s = ' '.▸repeat(8 - n);\n" },
    "const s = ' '.repeat(Math.max(0, 8 - n));\n",
  ],
  [
    'calls super first',
    {
      message:
        "Must call super constructor in derived class before accessing 'this' or returning from derived constructor",
      source: 'class B extends A {\n  constructor(x) {\n    ▸this.x = x;\n  }\n}\n',
    },
    'class B extends A {\n  constructor(x) {\n    super(x);\n    this.x = x;\n  }\n}\n',
  ],
  [
    'sorts a copy of what is frozen',
    {
      message: "Cannot assign to read only property '0' of object '[object Array]'",
      source: 'const b = a.▸sort();\n',
    },
    'const b = [...a].sort();\n',
  ],
  [
    'makes a BigInt of a number',
    {
      message: 'Cannot mix BigInt and other types, use explicit conversions',
      source: 'const b = ▸a * 2;\n',
    },
    'const b = a * BigInt(2);\n',
  ],
  [
    'ends a loop at the last item',
    {
      message: reading('n'),
      source: 'let s = 0;\nfor (let i = 0; i <= a.length; i++) {\n  s += a[i].▸n;\n}\n',
    },
    'let s = 0;\nfor (let i = 0; i < a.length; i++) {\n  s += a[i].n;\n}\n',
  ],
  [
    'imports the name that is meant',
    {
      message: "The requested module './money.js' does not provide an export named 'formt'",
      filePath: 'src/a.js',
      project,
      source: "import { formt } from './money.js';\n",
    },
    "import { format as formt } from './money.js';\n",
  ],
  [
    'imports by its name what is no default',
    {
      message: "The requested module './store.js' does not provide an export named 'default'",
      filePath: 'src/a.js',
      project,
      source: "import load from './store.js';\n",
    },
    "import { load } from './store.js';\n",
  ],
  [
    'imports the file that is there',
    {
      message: "Cannot find module '/p/src/money' imported from /p/src/a.js",
      filePath: 'src/a.js',
      project,
      source: "import { format } from './money';\n",
    },
    "import { format } from './money.js';\n",
  ],
  [
    'imports the index of a folder',
    {
      message:
        "Directory import '/p/src/deep' is not supported resolving ES modules imported from /p/src/a.js",
      filePath: 'src/a.js',
      project,
      source: "import { deep } from './deep';\n",
    },
    "import { deep } from './deep/index.js';\n",
  ],
  [
    'knows what ES modules have in place of __dirname',
    {
      message: '__dirname is not defined in ES module scope',
      source: 'export const a = f(▸__dirname);\n',
    },
    'export const a = f(import.meta.dirname);\n',
  ],
  [
    'imports in place of require',
    {
      message: 'require is not defined in ES module scope, you can use import instead',
      source: "const { join: j, sep } = ▸require('node:path');\nexport const a = j(sep);\n",
    },
    "import { join as j, sep } from 'node:path';\nexport const a = j(sep);\n",
  ],
  [
    'exports in place of module.exports',
    {
      message: 'module is not defined in ES module scope',
      source: 'function a() {}\n▸module.exports = { a };\n',
    },
    'function a() {}\nexport { a };\n',
  ],
  [
    'returns what the type of the function says',
    {
      message: reading('b', 'null'),
      source: 'function f(a: A | null): string {\n  const { b } = { b: a.▸b };\n  return b;\n}\n',
    },
    "function f(a: A | null): string {\n  if (!a) return '';\n  const { b } = { b: a.b };\n  return b;\n}\n",
  ],
  [
    'keeps the value of an accessor under another name',
    {
      message: 'Maximum call stack size exceeded',
      source:
        'class A {\n  get n() {\n    return this.▸n;\n  }\n  set n(v) {\n    this.n = v;\n  }\n}\n',
    },
    'class A {\n  get n() {\n    return this._n;\n  }\n  set n(v) {\n    this._n = v;\n  }\n}\n',
  ],
  [
    'asks only a valid date',
    { message: 'Invalid time value', source: 'function f(d) {\n  return d.▸toISOString();\n}\n' },
    'function f(d) {\n  if (Number.isNaN(d.getTime())) return null;\n  return d.toISOString();\n}\n',
  ],
];

/** Each is among the choices. */
const AMONG: readonly Case[] = [
  [
    'an early return of what the function returns elsewhere',
    { message: reading('b'), source: 'function f(a) {\n  if (x) return [];\n  return a.▸b;\n}\n' },
    'function f(a) {\n  if (x) return [];\n  if (!a) return [];\n  return a.b;\n}\n',
  ],
  [
    'the next turn of a loop',
    {
      message: reading('b'),
      source: 'function f(c) {\n\tfor (const a of c) {\n\t\tgo(a.▸b);\n\t}\n}\n',
    },
    'function f(c) {\n\tfor (const a of c) {\n\t\tif (!a) continue;\n\t\tgo(a.b);\n\t}\n}\n',
  ],
  [
    'a default of a parameter',
    { message: reading('b'), source: 'const f = (a) => a.▸b;\n' },
    'const f = (a = {}) => a.b;\n',
  ],
  [
    'a default of the only, bare parameter of an arrow',
    { message: reading('b'), source: 'const f = a => a.▸b;\n' },
    'const f = (a = {}) => a.b;\n',
  ],
  [
    'a receiver to go on with',
    { message: reading('trim'), source: 'const f = (a) => a.b.▸trim().length;\n' },
    "const f = (a) => (a.b ?? '').trim().length;\n",
  ],
  [
    'every file at once in place of forEach',
    { message: 'x', source: 'async function f(a) {\n  a.▸forEach(async (b) => g(b));\n}\n' },
    'async function f(a) {\n  await Promise.all(a.map(async (b) => g(b)));\n}\n',
  ],
  [
    'a guess where the trace names no place',
    { message: reading('percent'), source: 'const f = (a) => a.sum - a.coupon.percent;\n' },
    'const f = (a) => a.sum - (a.coupon?.percent ?? 0);\n',
  ],
];

describe('template repair', () => {
  it.each(FIRST)('%s', async (_what, broken, expected) => {
    const [first] = await repairsOf(broken);
    expect(first?.text).toBe(expected);
  });

  it.each(AMONG)('also proposes %s', async (_what, broken, expected) => {
    const texts = (await repairsOf(broken)).map(({ text }) => text);
    expect(texts).toContain(expected);
  });

  it('proposes nothing for what it does not know', async () => {
    expect(await repairsOf({ message: 'out of stock', source: 'throw ▸new Error();\n' })).toEqual(
      [],
    );
  });
});
