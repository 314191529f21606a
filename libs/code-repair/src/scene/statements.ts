import type ts from 'typescript';
import { indentAt } from '../edits/code-style.js';
import { type TextEdit, replace } from '../edits/text-edit.js';
import type { RepairScene } from './repair-scene.js';

/** A statement inside `try`, with what shall happen instead; indented as the file is. */
export function guarded(statement: ts.Statement, instead: string, scene: RepairScene): TextEdit {
  const { source, style } = scene;
  const outer = indentAt(source, statement.getStart());
  const inner = outer + style.indent;
  const text = statement.getText().replaceAll('\n', `\n${style.indent}`);
  return replace(
    { start: statement.getStart(), end: statement.getEnd() },
    [
      'try {',
      `${inner}${text}`,
      `${outer}} catch {`,
      `${inner}${instead}${style.end}`,
      `${outer}}`,
    ].join(style.eol),
  );
}

/** `const a = f();` as a declaration before `try`, and an assignment in it. */
export function guardedDeclaration(
  statement: ts.VariableStatement,
  instead: (name: string) => string,
  scene: RepairScene,
): TextEdit[] {
  const { source, style } = scene;
  const [declaration, ...more] = statement.declarationList.declarations;
  if (!declaration?.initializer || more.length > 0 || !scene.ts.isIdentifier(declaration.name))
    return [];
  const outer = indentAt(source, statement.getStart());
  const inner = outer + style.indent;
  const name = declaration.name.text;
  const type = declaration.type ? `: ${declaration.type.getText()}` : '';
  const value = declaration.initializer.getText().replaceAll('\n', `\n${style.indent}`);
  return [
    replace(
      { start: statement.getStart(), end: statement.getEnd() },
      [
        `let ${name}${type}${style.end}`,
        `${outer}try {`,
        `${inner}${name} = ${value}${style.end}`,
        `${outer}} catch {`,
        `${inner}${instead(name)}${style.end}`,
        `${outer}}`,
      ].join(style.eol),
    ),
  ];
}
