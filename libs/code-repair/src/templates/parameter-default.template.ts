import type ts from 'typescript';
import { insert } from '../edits/text-edit.js';
import { accessesOf } from '../scene/accesses.js';
import { receiverFallbacks } from '../scene/fallbacks.js';
import { declarationOf } from '../scene/names.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { unreadable } from '../scene/unreadable.js';
import type { RepairTemplate } from './template.js';

const SCORE = 0.8;

/** A parameter that a caller left out: `(options)` becomes `(options = {})`. */
export const parameterDefaultTemplate: RepairTemplate = {
  id: 'parameter-default',
  propose(scene) {
    const read = unreadable(scene.message);
    if (read?.value !== 'undefined') return [];
    return accessesOf(read.property, scene).flatMap(({ node, closeness }) => {
      const parameter = bareParameter(node.expression, scene);
      if (!parameter) return [];
      return receiverFallbacks(read.property, scene.style.quote).map(({ code, weight }) => ({
        title: `Let ${parameter.name.getText()} be ${code} where it is not given`,
        edits: defaultTo(parameter, code, scene),
        score: closeness * SCORE * (code === '{}' ? 0.85 : weight),
      }));
    });
  },
};

/** `= code` behind a parameter or an element of a pattern; the only parameter of an arrow may be bare. */
function defaultTo(
  parameter: ts.ParameterDeclaration | ts.BindingElement,
  code: string,
  { ts }: RepairScene,
) {
  const { parent } = parameter;
  const bare =
    ts.isArrowFunction(parent) &&
    !parent.getText().startsWith('(') &&
    parent.getText().startsWith(parameter.getText());
  return bare
    ? [insert(parameter.getStart(), '('), insert(parameter.getEnd(), ` = ${code})`)]
    : [insert(parameter.getEnd(), ` = ${code}`)];
}

function bareParameter(
  node: ts.Expression,
  scene: RepairScene,
): ts.ParameterDeclaration | ts.BindingElement | undefined {
  const { ts } = scene;
  if (!ts.isIdentifier(node)) return undefined;
  const declaration = declarationOf(node.text, node, ts)?.parent;
  const takesDefault =
    declaration && (ts.isParameter(declaration) || ts.isBindingElement(declaration));
  return takesDefault && !declaration.initializer && !declaration.dotDotDotToken
    ? declaration
    : undefined;
}
