import type ts from 'typescript';
import { insert } from '../edits/text-edit.js';
import { callsOf } from '../scene/calls.js';
import { uncallable } from '../scene/uncallable.js';
import type { RepairTemplate } from './template.js';

const SCORE = 0.75;
const LIST = [
  ['Array.from(', ')'],
  ['[', '].flat()'],
  ['Object.values(', ')'],
  ['Object.entries(', ')'],
] as const;
const TEXT = [['String(', ')']] as const;
const NUMBER = [['Number(', ')']] as const;
const DATE = [['new Date(', ')']] as const;
const CONVERSIONS: readonly (readonly [RegExp, readonly (readonly [string, string])[]])[] = [
  [
    /^(?:map|filter|forEach|reduce|some|every|find|findIndex|slice|sort|toSorted|flatMap|join|includes|concat|reverse|at|push)$/,
    LIST,
  ],
  [
    /^(?:trim|toUpperCase|toLowerCase|split|startsWith|endsWith|replace|replaceAll|padStart|padEnd|charAt|substring|localeCompare|match)$/,
    TEXT,
  ],
  [/^(?:toFixed|toPrecision)$/, NUMBER],
  [
    /^(?:getTime|toISOString|getFullYear|getMonth|getDate|getDay|getHours|toLocaleDateString)$/,
    DATE,
  ],
];

/** A value of another type than the method's: `id.trim()` becomes `String(id).trim()`. */
export const convertReceiverTemplate: RepairTemplate = {
  id: 'convert-receiver',
  propose(scene) {
    const wanted = uncallable(scene.message);
    const conversions = CONVERSIONS.find(([names]) => names.test(wanted?.name ?? ''))?.[1] ?? [];
    if (!wanted || conversions.length === 0) return [];
    const { ts } = scene;
    return callsOf(wanted.name, scene).flatMap(({ node: { expression }, closeness }) => {
      if (!ts.isPropertyAccessExpression(expression)) return [];
      const receiver: ts.Expression = expression.expression;
      return conversions.map(([open, close], at) => ({
        title: `Make ${open}${receiver.getText()}${close} of it before ${wanted.name}`,
        edits: [insert(receiver.getStart(), open), insert(receiver.getEnd(), close)],
        score: closeness * SCORE * 0.9 ** at,
      }));
    });
  },
};
