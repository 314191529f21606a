import { posix } from 'node:path';
import { replace } from '../edits/text-edit.js';
import { specifierOf } from '../scene/add-import.js';
import { importsOf } from '../scene/imports.js';
import { resolveInProject } from '../scene/project-exports.js';
import type { RepairScene } from '../scene/repair-scene.js';
import { similarNames } from '../scene/similar-names.js';
import type { RepairTemplate } from './template.js';

const NO_MODULE =
  /Cannot find module|Directory import|Cannot find package|is not supported resolving ES modules/;

/** An import of a file that is not there under this name: its ending, or its right name. */
export const modulePathTemplate: RepairTemplate = {
  id: 'module-path',
  propose(scene) {
    if (!NO_MODULE.test(scene.message)) return [];
    const { tree, ts, project, style } = scene;
    return importsOf(tree, ts)
      .filter(({ specifier }) => specifier.startsWith('.') && !isFile(specifier, scene))
      .flatMap(({ specifier, literal }) => {
        const found = resolveInProject(specifier, scene.filePath, project);
        const meant = found === undefined ? lookalikes(specifier, scene) : [found];
        return meant.map((path, at) => ({
          title: `Import ${path} by its name`,
          edits: [
            replace(
              { start: literal.getStart(), end: literal.getEnd() },
              `${style.quote}${exactly(path, specifier, scene)}${style.quote}`,
            ),
          ],
          score: 0.94 * 0.9 ** at,
        }));
      });
  },
};

function isFile(specifier: string, { filePath, project }: RepairScene): boolean {
  return project.files.includes(posix.join(posix.dirname(filePath), specifier));
}

/** Files whose name is a slip away, in the same folder first; and files of that name elsewhere. */
function lookalikes(specifier: string, { filePath, project }: RepairScene): string[] {
  const path = posix.join(posix.dirname(filePath), specifier);
  const stem = (file: string): string => posix.basename(file).replace(/\.[cm]?[jt]sx?$/, '');
  const code = project.files.filter((file) => /\.[cm]?[jt]sx?$/.test(file) && file !== filePath);
  const folder = code.filter((file) => posix.dirname(file) === posix.dirname(path));
  const near = similarNames(stem(path), folder.map(stem));
  return [
    ...near.flatMap((name) => folder.filter((file) => stem(file) === name)),
    ...code.filter((file) => stem(file) === stem(path)),
  ];
}

/** The whole name of the file where the specifier had no ending either: ES modules need it. */
function exactly(path: string, specifier: string, scene: RepairScene): string {
  const named = specifierOf(path, scene);
  if (/\.[cm]?[jt]sx?$/.test(named)) return named;
  const ending = /\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? '';
  const index = path.endsWith(`/index${ending}`) ? `/index${ending}` : ending;
  return specifier.endsWith(index) ? named : named + index;
}
