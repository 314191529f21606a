import type ts from 'typescript';
import type { TypeScript } from '../../load-typescript.js';
import { foldedText } from '../folded-text.js';
import { newOccurrences } from '../new-occurrences.js';
import type { PatchRule } from '../patch-rule.js';
import { powerOf } from '../powers.js';

const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:https?|wss?|ftp|file|data|javascript):(?:\/\/|[^\s:]*,|\w)|^\/\/[\w-]+\.\w/i,
    'an address',
  ],
  [/(?:^|[^\d.])(?:\d{1,3}\.){3}\d{1,3}(?:$|[^\d.])/, 'an address'],
  [
    /(?:^|\s)(?:curl|wget|nc|bash|sh|sudo|chmod|rm|eval|powershell|python3?|node)\s+[-/\w'"]/,
    'a command',
  ],
  [
    /\/etc\/|\/proc\/|\/dev\/|\.ssh\b|id_rsa|\.aws\b|\.npmrc|\.env\b|\.git\/|authorized_keys/,
    'a path of secrets',
  ],
  [/^(?:[A-Za-z0-9+/_-]{48,}={0,2}|(?:\\x[\da-f]{2}){6,}|[\da-f]{40,})$/i, 'an encoded text'],
];
const DECODES = /^(?:atob|unescape|String\.from(?:CharCode|CodePoint)|Buffer\.from)$/;

/** No text that leads out: addresses, commands, paths of secrets, names of modules, what is encoded. */
export const textsRule: PatchRule = {
  id: 'texts',
  check(patch) {
    const { ts } = patch;
    const texts = newOccurrences(patch, (node) => textIn(node, ts));
    const leading = texts.flatMap(({ key, node }) => {
      const kind = kindOf(key);
      return kind === undefined ? [] : [{ message: `brings ${kind}: ${key.slice(0, 60)}`, node }];
    });
    const decoders = newOccurrences(patch, (node) => decodedBy(node, ts)).map(({ key, node }) => ({
      message: `decodes by ${key}`,
      node,
    }));
    return [...leading, ...decoders];
  },
};

function textIn(node: ts.Node, ts: TypeScript): string[] {
  const isSpecifier =
    ts.isStringLiteral(node) &&
    (ts.isImportDeclaration(node.parent) || ts.isExportDeclaration(node.parent));
  if (isSpecifier) return [];
  if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node))
    return [node.text];
  const text = foldedText(node, ts);
  return text === undefined ? [] : [text];
}

function kindOf(text: string): string | undefined {
  const isModule =
    powerOf(text) !== undefined &&
    (text.startsWith('node:') || text.includes('_') || text === 'fs');
  return isModule ? 'the name of a module' : KINDS.find(([pattern]) => pattern.test(text))?.[1];
}

function decodedBy(node: ts.Node, ts: TypeScript): string[] {
  if (!ts.isCallExpression(node)) return [];
  const called = node.expression.getText();
  if (!DECODES.test(called)) return [];
  const encoding = node.arguments[1] && foldedText(node.arguments[1], ts);
  return called !== 'Buffer.from' || /^(?:base64(?:url)?|hex|latin1|binary)$/.test(encoding ?? '')
    ? [called]
    : [];
}
