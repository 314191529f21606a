import type ts from 'typescript';
import type { TypeScript } from '../../load-typescript.js';
import { declarationOf } from '../../scene/names.js';
import { foldedText } from '../folded-text.js';
import { newOccurrences } from '../new-occurrences.js';
import type { PatchRule } from '../patch-rule.js';

/** Globals with power over code, processes, the network, or everything else. */
const POWERFUL = new Set(
  'eval Function AsyncFunction GeneratorFunction globalThis global window self top frames parent process module exports fetch XMLHttpRequest WebSocket EventSource WebAssembly Worker SharedWorker ServiceWorker importScripts navigator document localStorage sessionStorage indexedDB Reflect Proxy Deno Bun SharedArrayBuffer Atomics FinalizationRegistry ShadowRealm'.split(
    ' ',
  ),
);
const HARMLESS = new Set(
  'process.nextTick process.hrtime process.uptime process.memoryUsage process.emitWarning process.version process.versions process.platform process.arch module.exports'.split(
    ' ',
  ),
);

/** No use of a powerful global that was not there: `process.env.A` is another one than `process.env.B`. */
export const globalsRule: PatchRule = {
  id: 'globals',
  check(patch) {
    const { ts } = patch;
    return newOccurrences(patch, (node) => [...ofGlobal(node, ts), ...ofMeta(node, ts)]).map(
      ({ key, node }) => ({ message: `uses ${key}, which was not used before`, node }),
    );
  },
};

function ofGlobal(node: ts.Node, ts: TypeScript): string[] {
  if (!ts.isIdentifier(node) || !POWERFUL.has(node.text) || !isReference(node, ts)) return [];
  // CommonJS files give out what they have by it.
  if (node.text === 'exports' || declarationOf(node.text, node, ts)) return [];
  const chain = staticChain(node, ts);
  return HARMLESS.has(chain.split('.').slice(0, 2).join('.')) ? [] : [chain];
}

/** Where a module stands is harmless to ask; the rest of `import.meta` loads and resolves. */
function ofMeta(node: ts.Node, ts: TypeScript): string[] {
  if (!ts.isMetaProperty(node)) return [];
  const chain = staticChain(node, ts);
  return /^(?:import\.meta\.(?:dirname|filename|url)|new\.target)$/.test(chain) ? [] : [chain];
}

/** Not the name of a member, a property, a label or a declaration. */
function isReference(node: ts.Identifier, ts: TypeScript): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  const isName = 'name' in parent && parent.name === node;
  return !isName && !(ts.isBindingElement(parent) && parent.propertyName === node);
}

/** `process.env.PORT`; what is computed ends it, so that any computed member is a key of its own. */
function staticChain(node: ts.Expression, ts: TypeScript): string {
  const { parent } = node;
  const text = node.getText().replaceAll('?.', '.');
  if (ts.isPropertyAccessExpression(parent) && parent.expression === node)
    return staticChain(parent, ts);
  if (!ts.isElementAccessExpression(parent) || parent.expression !== node) return text;
  const key = foldedText(parent.argumentExpression, ts);
  return `${text}.${key ?? `[${parent.argumentExpression.getText()}]`}`;
}
