import type { Collector } from './collector.js';
import { functionAt } from './function-at.js';

const MOST_FRAMES = 5;

/** The functions that the stack goes through, innermost first: of other files with their text. */
export const failingFunctions: Collector = async ({ frames, file, read, typescript }) => {
  const sections = [];
  for (const frame of frames.slice(0, MOST_FRAMES)) {
    const text = await read(frame.file);
    const line = text.split('\n')[frame.line - 1]?.trim() ?? '';
    const at = `${frame.file}:${String(frame.line)}`;
    const tree = typescript.createSourceFile(
      frame.file,
      text,
      typescript.ScriptTarget.Latest,
      true,
    );
    const around = functionAt(tree, frame.line, typescript);
    // The file to repair is shown as a whole anyway.
    const shown =
      frame.file === file ? `in ${around?.name ?? ''}: ${line}` : (around?.text ?? line);
    sections.push({ title: `stack: ${at}`, text: shown });
  }
  return sections;
};
