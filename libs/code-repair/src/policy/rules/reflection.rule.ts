import type ts from 'typescript';
import type { TypeScript } from '../../load-typescript.js';
import { foldedText } from '../folded-text.js';
import { newOccurrences } from '../new-occurrences.js';
import type { PatchRule } from '../patch-rule.js';

/** Names by which one gets from any value to its machinery, or from there to all the rest. */
const NAMES = new Set(
  'constructor __proto__ prototype __defineGetter__ __defineSetter__ __lookupGetter__ callee caller getPrototypeOf setPrototypeOf defineProperty defineProperties getOwnPropertyDescriptor getOwnPropertyDescriptors prepareStackTrace captureStackTrace mainModule _load _compile _extensions dlopen binding _linkedBinding getBuiltinModule createRequire runInThisContext runInNewContext execPath eval Function process globalThis require child_process innerHTML outerHTML insertAdjacentHTML dangerouslySetInnerHTML srcdoc'.split(
    ' ',
  ),
);

/** No way to prototypes, constructors and other machinery that was not there, however its name is written. */
export const reflectionRule: PatchRule = {
  id: 'reflection',
  check(patch) {
    const { ts } = patch;
    return newOccurrences(patch, (node) => namesIn(node, ts).filter((name) => NAMES.has(name))).map(
      ({ key, node }) => ({ message: `reaches for ${key}`, node }),
    );
  },
};

function namesIn(node: ts.Node, ts: TypeScript): string[] {
  if (ts.isPropertyAccessExpression(node)) return [node.name.text];
  if (ts.isBindingElement(node)) {
    const { propertyName, name, dotDotDotToken } = node;
    const taken = propertyName ?? name;
    return !dotDotDotToken && ts.isIdentifier(taken) ? [taken.text] : [];
  }
  if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node))
    return ts.isIdentifier(node.name) && node.name.text === '__proto__' ? ['__proto__'] : [];
  // The whole of a text that is put together counts, not its parts again.
  const text = isPart(node, ts) ? undefined : foldedText(node, ts);
  return text === undefined ? [] : [text];
}

function isPart(node: ts.Node, ts: TypeScript): boolean {
  const { parent } = node as { parent?: ts.Node };
  return (
    parent !== undefined && ts.isBinaryExpression(parent) && foldedText(parent, ts) !== undefined
  );
}
