import { type Program } from './program.js';
import { Replay, type Replayed } from './replay.js';

/** A run mostly waits for its tests. */
const AT_ONCE = 2;

/** Replays programs, several at a time, each with a model server of its own; gives them in their order. */
export async function replayAll(
  programs: readonly Program[],
  onDone: (replayed: Replayed) => void = () => undefined,
  atOnce = AT_ONCE,
): Promise<Replayed[]> {
  const results = new Map<number, Replayed>();
  const waiting = [...programs];
  const work = async (): Promise<void> => {
    const replay = await Replay.start();
    try {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const replayed = await replay.replay(next);
        results.set(next.number, replayed);
        onDone(replayed);
      }
    } finally {
      await replay.stop();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return [...results].sort(([a], [b]) => a - b).map(([, replayed]) => replayed);
}
