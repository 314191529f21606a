import { insert } from '../edits/text-edit.js';
import { accessesOf } from '../scene/accesses.js';
import { type Access, isWrittenTo, needsParentheses, wholeChain } from '../scene/chains.js';
import { type Fallback, resultFallbacks } from '../scene/fallbacks.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { unreadable } from '../scene/unreadable.js';
import type { RepairTemplate, Suggestion } from './template.js';

const SCORE = 0.9;

/** Reading a member of undefined or null: `a.b` becomes `a?.b` or `(a?.b ?? 0)`. */
export const optionalAccessTemplate: RepairTemplate = {
  id: 'optional-access',
  propose(scene) {
    const read = unreadable(scene.message);
    if (!read) return [];
    return accessesOf(read.property, scene).flatMap(({ node, closeness }) =>
      ofAccess(node, closeness * SCORE, scene),
    );
  },
};

function ofAccess(access: Access, score: number, scene: RepairScene): Suggestion[] {
  const { ts } = scene;
  const chain = wholeChain(access, ts);
  if (isWrittenTo(chain, ts) || access.expression.kind === ts.SyntaxKind.ThisKeyword) return [];
  return resultFallbacks(chain, access, scene).map((fallback) => ({
    title: titleOf(access, fallback),
    edits: [questionMark(access, scene), ...withFallback(chain, fallback.code, scene)],
    score: score * fallback.weight,
  }));
}

function questionMark(access: Access, { ts }: RepairScene) {
  return ts.isPropertyAccessExpression(access)
    ? insert(access.name.getStart() - 1, '?')
    : insert(access.expression.getEnd(), '?.');
}

function withFallback(chain: ReturnType<typeof wholeChain>, code: string, { ts }: RepairScene) {
  if (code === '') return [];
  const [open, close] = needsParentheses(chain, ts) ? ['(', ')'] : ['', ''];
  return [
    ...(open === '' ? [] : [insert(chain.getStart(), open)]),
    insert(chain.getEnd(), ` ?? ${code}${close}`),
  ];
}

function titleOf(access: Access, { code }: Fallback): string {
  const subject = access.expression.getText();
  return code === ''
    ? `Read ${subject} only where there is one`
    : `Take ${code} where ${subject} is missing`;
}
