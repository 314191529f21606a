import type { ListrDefaultRendererLogLevels } from 'listr2';
import type { Say } from './say.js';

/** A spinner with what is done now below it; a tick or a cross at the end. Loaded only where there is a terminal. */
export async function runAsList<T>(
  stream: NodeJS.WriteStream,
  title: string,
  work: (say: Say) => Promise<T>,
): Promise<T> {
  const { DefaultRenderer, Listr, ListrLogger, ProcessOutput } = await import('listr2');
  /** Elsewhere it would ask whether stdout is a terminal: that may be a pipe while people look at stderr. */
  class TerminalRenderer extends DefaultRenderer {
    static override nonTTY = true;
  }
  const ended = Promise.withResolvers<T>();
  const list = new Listr(
    {
      title,
      task: async (_context, task) => {
        ended.resolve(
          await work((detail) => {
            task.output = detail;
          }),
        );
      },
    },
    {
      renderer: TerminalRenderer,
      // The error is said once, at the end of the command.
      rendererOptions: {
        logger: new ListrLogger<ListrDefaultRendererLogLevels>({
          processOutput: new ProcessOutput(stream, stream),
        }),
        showErrorMessage: false,
      },
      registerSignalListeners: false,
    },
  );
  await list.run();
  return ended.promise;
}
