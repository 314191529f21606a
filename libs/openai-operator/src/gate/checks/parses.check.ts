import { extname } from 'node:path';
import { CODE_EXTENSIONS } from './code-extensions.js';
import type { GateCheck, PatchedFile } from './gate-check.js';

/** A patch must leave a file that parses, where the file did so before: JavaScript, TypeScript and JSON. */
export const parsesCheck: GateCheck = {
  id: 'parses',
  async check(files) {
    for (const file of files) {
      const problem = await problemOf(file);
      if (problem !== undefined) return `${file.path} does not parse with the patch: ${problem}`;
    }
    return undefined;
  },
};

async function problemOf({ path, before, after }: PatchedFile): Promise<string | undefined> {
  const parse = parserFor(path);
  if (!parse) return undefined;
  const problem = await parse(after, path);
  return problem !== undefined && (await parse(before, path)) === undefined ? problem : undefined;
}

function parserFor(path: string): typeof parseCode | undefined {
  const extension = extname(path);
  if (CODE_EXTENSIONS.has(extension)) return parseCode;
  return extension === '.json' ? parseJson : undefined;
}

/** The compiler is loaded on first use: it takes longer to load than most patches to parse. */
async function parseCode(text: string, path: string): Promise<string | undefined> {
  const { default: ts } = await import('typescript');
  const { diagnostics = [] } = ts.transpileModule(text, {
    fileName: path,
    reportDiagnostics: true,
    compilerOptions: { jsx: ts.JsxEmit.Preserve, target: ts.ScriptTarget.ESNext },
  });
  const [first] = diagnostics;
  if (!first) return undefined;
  const line = text.slice(0, first.start ?? 0).split('\n').length;
  return `line ${String(line)}: ${ts.flattenDiagnosticMessageText(first.messageText, ' ')}`;
}

function parseJson(text: string): Promise<string | undefined> {
  try {
    JSON.parse(text);
    return Promise.resolve(undefined);
  } catch (error) {
    return Promise.resolve((error as Error).message);
  }
}
