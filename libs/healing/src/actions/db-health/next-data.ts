import type { Socket } from 'node:net';

/** The next bytes of a connection; undefined when it ends, fails or stays silent for too long. */
export function nextData(socket: Socket, limitMs: number): Promise<Buffer | undefined> {
  if (socket.destroyed || socket.readableEnded) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const end = (data?: Buffer): void => {
      clearTimeout(timer);
      socket.off('data', end).off('close', silent).off('end', silent);
      resolve(data);
    };
    const silent = (): void => {
      end();
    };
    const timer = setTimeout(silent, limitMs);
    socket.once('data', end).once('close', silent).once('end', silent);
  });
}
