import { addImport, specifierOf } from '../scene/add-import.js';
import { exportersOf } from '../scene/project-exports.js';
import { undefinedName } from '../scene/undefined-name.js';
import type { RepairTemplate } from './template.js';

/** Harmless parts of Node that are often forgotten. What touches files, network or processes is not here. */
const OF_NODE: Readonly<Record<string, readonly string[]>> = {
  'node:path': [
    'join',
    'resolve',
    'dirname',
    'basename',
    'extname',
    'relative',
    'sep',
    'isAbsolute',
  ],
  'node:util': ['promisify', 'inspect', 'format', 'isDeepStrictEqual'],
  'node:url': ['fileURLToPath', 'pathToFileURL'],
  'node:events': ['EventEmitter', 'once'],
  'node:crypto': ['randomUUID', 'createHash', 'randomBytes', 'timingSafeEqual'],
  'node:timers/promises': ['setTimeout'],
};
const WHOLE: Readonly<Record<string, string>> = {
  path: 'node:path',
  util: 'node:util',
  url: 'node:url',
  crypto: 'node:crypto',
};

/** A name that the project or Node gives out, used but not imported. */
export const missingImportTemplate: RepairTemplate = {
  id: 'missing-import',
  propose(scene) {
    const name = undefinedName(scene.message);
    if (name === undefined) return [];
    const own = exportersOf(name, scene.filePath, scene.project, scene.ts).map((found, at) => ({
      title: `Import ${name} from ${found.path}`,
      edits: addImport(
        {
          name,
          as: found.name === 'default' ? 'default' : 'named',
          specifier: specifierOf(found.path, scene),
        },
        scene,
      ),
      score: 0.96 * 0.9 ** at,
    }));
    const modules = Object.entries(OF_NODE).filter(([, names]) => names.includes(name));
    const ofNode = modules.map(([specifier]) => ({
      title: `Import ${name} from ${specifier}`,
      edits: addImport({ name, as: 'named', specifier }, scene),
      score: 0.9,
    }));
    const whole = WHOLE[name];
    if (whole === undefined) return [...own, ...ofNode];
    const all = addImport({ name, as: 'default', specifier: whole }, scene);
    return [...own, ...ofNode, { title: `Import ${whole}`, edits: all, score: 0.9 }];
  },
};
