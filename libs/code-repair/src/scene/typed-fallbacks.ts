import type ts from 'typescript';
import type { RepairScene } from './repair-scene.js';

const BY_TYPE: readonly (readonly [RegExp, string])[] = [
  [/\bnull$/, 'null'],
  [/\bundefined$/, 'undefined'],
  [/^string$/, ''],
  [/^number$/, '0'],
  [/^boolean$/, 'false'],
  [/\[\]$|^(?:Readonly)?Array</, '[]'],
  [/^(?:Partial|Record|Readonly)</, '{}'],
];

/** What a function may return instead, by the type that it says it returns; none where it says nothing. */
export function typedFallbacks(around: ts.Node, { ts, style }: RepairScene): string[] {
  if (!ts.isFunctionLike(around) || !around.type) return [];
  const type = around.type.getText().replace(/^Promise<([^]*)>$/, '$1');
  const found = BY_TYPE.find(([pattern]) => pattern.test(type))?.[1];
  if (found === undefined) return [];
  return [found === '' ? style.quote + style.quote : found];
}
