import type ts from 'typescript';
import { replace } from '../edits/text-edit.js';
import { closest } from '../scene/closest.js';
import { importsOf } from '../scene/imports.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { undefinedName } from '../scene/undefined-name.js';
import type { RepairTemplate, Suggestion } from './template.js';

const OF_MODULES: Readonly<Record<string, string>> = {
  __dirname: 'import.meta.dirname',
  __filename: 'import.meta.filename',
};

/** What CommonJS has and ES modules have not: `require`, `__dirname`, `module.exports`. */
export const moduleGlobalsTemplate: RepairTemplate = {
  id: 'module-globals',
  propose(scene) {
    const name = undefinedName(scene.message) ?? '';
    if (name === 'require') return [asImports(scene)];
    if (name === 'module' || name === 'exports') return asExports(scene);
    const other = OF_MODULES[name];
    if (other === undefined) return [];
    const { ts } = scene;
    const isUse = (node: ts.Node): node is ts.Identifier =>
      ts.isIdentifier(node) && node.text === name;
    const uses = closest(scene, isUse);
    const edits = uses.map(({ node }) =>
      replace({ start: node.getStart(), end: node.getEnd() }, other),
    );
    return [{ title: `Write ${other} in place of ${name}`, edits, score: 0.95 }];
  },
};

/** Every `const a = require('b')` at once: one that is left fails next. */
function asImports({ tree, ts, style }: RepairScene): Suggestion {
  const required = importsOf(tree, ts).filter(({ kind }) => kind === 'require');
  const edits = required.flatMap(({ statement, literal }) => {
    const name = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations[0]?.name
          .getText()
          .replace(/(\w+): (\w+)/g, '$1 as $2')
      : undefined;
    if (name === undefined) return [];
    return [
      replace(
        { start: statement.getStart(), end: statement.getEnd() },
        `import ${name} from ${literal.getText()}${style.end}`,
      ),
    ];
  });
  return { title: 'Import in place of require', edits, score: 0.93 };
}

/** `module.exports = { a, b }` and `exports.a = b`. */
function asExports(scene: RepairScene): Suggestion[] {
  const { tree, ts, style } = scene;
  const edits = tree.statements.flatMap((statement) => {
    if (!ts.isExpressionStatement(statement) || !ts.isBinaryExpression(statement.expression))
      return [];
    const [left, right] = [statement.expression.left.getText(), statement.expression.right];
    const at = { start: statement.getStart(), end: statement.getEnd() };
    const names = /^\{[\w\s,]*\}$/.test(right.getText()) ? right.getText() : undefined;
    if (left === 'module.exports')
      return [
        replace(
          at,
          names === undefined
            ? `export default ${right.getText()}${style.end}`
            : `export ${names}${style.end}`,
        ),
      ];
    const [, name] = /^(?:module\.)?exports\.(\w+)$/.exec(left) ?? [];
    if (name === undefined) return [];
    const own = right.getText() === name;
    return [
      replace(
        at,
        own
          ? `export { ${name} }${style.end}`
          : `export const ${name} = ${right.getText()}${style.end}`,
      ),
    ];
  });
  return edits.length === 0
    ? []
    : [{ title: 'Export in place of module.exports', edits, score: 0.93 }];
}
