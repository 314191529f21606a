import { rule, type SummaryRule } from './summary-rule.js';

/** Mistakes in the code. Each pattern runs in linear time. */
export const codeRules: readonly SummaryRule[] = [
  rule(
    'read-undefined',
    /Cannot read propert(?:y|ies) of (undefined|null) \(reading '([^']{1,80})'\)/,
    'The code reads "$2" of a value that is $1.',
    'A value that is not always there is used without a check.',
    'An awaited call or a query returned nothing.',
  ),
  rule(
    'set-undefined',
    /Cannot set propert(?:y|ies) of (undefined|null) \(setting '([^']{1,80})'\)/,
    'The code sets "$2" on a value that is $1.',
    'The object is created later than it is used, or not at all.',
  ),
  rule(
    'destructure',
    /Cannot destructure property '([^']{1,80})' of '([^']{1,80})'/,
    'The code takes "$1" out of $2, which is not there.',
    'A function was called without its argument.',
    'A request body was not parsed.',
  ),
  rule(
    'not-a-function',
    /([\w.$]{1,80}) is not a function/,
    'The code calls $1, which is not a function.',
    'The name of a method is wrong, or the value has another type than expected.',
    'A default export is imported by name, or the other way round.',
  ),
  rule(
    'not-iterable',
    /([\w.$]{1,80}) is not iterable/,
    'The code loops over $1, which is no list.',
    'A list was expected and an object, null or undefined came.',
  ),
  rule(
    'not-defined',
    /ReferenceError: ([\w$]{1,80}) is not defined/,
    'The code uses the name "$1", which does not exist here.',
    'An import or a declaration is missing, or the name is misspelt.',
  ),
  rule(
    'before-init',
    /Cannot access '([\w$]{1,80})' before initialization/,
    'The code uses "$1" before it is set.',
    'Two modules import each other, or a const is used above its line.',
  ),
  rule(
    'const',
    /Assignment to constant variable/,
    'The code assigns to a constant.',
    'const should be let, or another variable was meant.',
  ),
  rule(
    'stack',
    /Maximum call stack size exceeded/,
    'A function calls itself without end.',
    'The end of a recursion is never reached.',
    'Two functions or getters call one another.',
  ),
  rule(
    'array-length',
    /Invalid (?:array|string) length/,
    'A list or text became impossibly long.',
    'A length is computed from unchecked input.',
  ),
  rule(
    'json',
    /(?:Unexpected (?:token|end of JSON input)|is not valid JSON|JSON\.parse)/,
    'A text that should be JSON is not.',
    'Another server answered with an error page.',
    'A file or message was cut off.',
  ),
  rule(
    'esm',
    /(?:Cannot use import statement outside a module|require is not defined|ERR_REQUIRE_ESM)/,
    'A module is loaded in the wrong format.',
    '"type" in package.json does not fit the file, or a dependency is ESM only.',
  ),
  rule(
    'module',
    /Cannot find (?:module|package) '([^']{1,200})'/,
    'The module "$1" is missing.',
    'It is not installed, or not built.',
    'The path of an import is wrong.',
  ),
];
