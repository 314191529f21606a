import type ts from 'typescript';
import { insert } from '../edits/text-edit.js';
import { callsOf } from '../scene/calls.js';
import type { RepairScene } from '../scene/repair-scene.js';
import type { RepairTemplate } from './template.js';

/** `reduce` of an empty list: gets a value to begin with, by what its callback makes. */
export const emptyReduceTemplate: RepairTemplate = {
  id: 'empty-reduce',
  propose(scene) {
    if (!scene.message.includes('Reduce of empty array with no initial value')) return [];
    return ['reduce', 'reduceRight']
      .flatMap((name) => callsOf(name, scene))
      .filter(({ node }) => node.arguments.length === 1)
      .flatMap(({ node, closeness }) =>
        beginnings(node, scene).map((code, at) => ({
          title: `Begin with ${code}`,
          edits: [insert(node.arguments[0]?.getEnd() ?? node.getEnd(), `, ${code}`)],
          score: closeness * 0.93 * 0.85 ** at,
        })),
      );
  },
};

function beginnings(call: ts.CallExpression, { style }: RepairScene): string[] {
  const body = call.arguments[0]?.getText().replaceAll('=>', '') ?? '';
  const empty = style.quote + style.quote;
  if (/['"`]|\$\{/.test(body)) return [empty, '0'];
  if (body.includes('Math.max')) return ['-Infinity', '0'];
  if (body.includes('Math.min')) return ['Infinity', '0'];
  if (/\[\.\.\.|concat/.test(body)) return ['[]'];
  if (/\{ ?\.\.\.|Object\.assign/.test(body)) return ['{}'];
  if (/[<>]/.test(body)) return ['null', 'undefined', '0'];
  return body.includes('*') && !body.includes('+') ? ['1', '0'] : ['0', empty, '[]', '{}', 'null'];
}
