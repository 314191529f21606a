import type ts from 'typescript';
import { indentAt } from '../edits/code-style.js';
import { insert, replace } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import { statementAround } from '../scene/functions.js';
import { declarationOf } from '../scene/names.js';
import type { RepairScene } from '../scene/repair-scene.js';
import type { RepairTemplate, Suggestion } from './template.js';

const TOO_EARLY = /Cannot access '([^']+)' before initialization/;

/** A name used above its declaration, which moves above the use. */
export const useBeforeDeclarationTemplate: RepairTemplate = {
  id: 'use-before-declaration',
  propose(scene) {
    const name = TOO_EARLY.exec(scene.message)?.[1];
    if (name === undefined) return [];
    const { ts } = scene;
    const isUse = (node: ts.Node): node is ts.Identifier =>
      ts.isIdentifier(node) && node.text === name && !ts.isVariableDeclaration(node.parent);
    return closest(scene, isUse).flatMap(({ node, closeness }) =>
      moved(node, closeness * 0.9, scene),
    );
  },
};

function moved(use: ts.Identifier, score: number, scene: RepairScene): Suggestion[] {
  const { ts, source, style } = scene;
  const name = declarationOf(use.text, use, ts);
  const declared = name && statementAround(name, ts);
  if (!declared) return [];
  const before = siblingAround(use, declared, ts);
  if (!before || before.getStart() >= declared.getStart()) return [];
  const at = before.getStart();
  // The whole lines of the declaration go, with the line end behind them.
  const end =
    declared.getEnd() + (/^[ \t]*\r?\n/.exec(source.slice(declared.getEnd()))?.[0].length ?? 0);
  const start = declared.getStart() - indentAt(source, declared.getStart()).length;
  return [
    {
      title: `Declare ${use.text} before it is used`,
      edits: [
        insert(at, declared.getText() + style.eol + indentAt(source, at)),
        replace({ start, end }, ''),
      ],
      score,
    },
  ];
}

/** The statement of the same list as another one that a node is part of. */
function siblingAround(node: ts.Node, other: ts.Node, ts: RepairScene['ts']): ts.Node | undefined {
  let at = node;
  while (!ts.isSourceFile(at)) {
    if (at.parent === other.parent) return at;
    at = at.parent;
  }
  return undefined;
}
