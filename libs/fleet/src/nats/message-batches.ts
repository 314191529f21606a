import type { Consumer, JsMsg } from '@nats-io/jetstream';

const MOST_AT_HAND = 1_000;
/** For how long the server keeps a question for messages; it is asked anew then, and after a failure to ask. */
const ASKED_FOR_MS = 5_000;
/** A server that is silent twice as long has forgotten the question, and is asked anew. */
const SIGN_OF_LIFE_MS = 1_000;

/**
 * What comes, as many messages at a time as are there, until the signal aborts.
 *
 * @throws when the stream or its consumer is gone
 */
export async function* messageBatches(
  consumer: Consumer,
  most: number,
  signal: AbortSignal,
): AsyncGenerator<readonly JsMsg[]> {
  const come: JsMsg[] = [];
  let wake = (): void => undefined;
  const messages = await consumer.consume({
    max_messages: MOST_AT_HAND,
    expires: ASKED_FOR_MS,
    idle_heartbeat: SIGN_OF_LIFE_MS,
    abort_on_missing_resource: true,
    callback: (message) => {
      come.push(message);
      wake();
    },
  });
  const end = { is: false, why: undefined as unknown };
  const closed = messages.closed().then((why) => {
    Object.assign(end, { is: true, why });
    wake();
  });
  const stop = (): void => {
    messages.stop();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    while (!end.is) {
      if (come.length > 0) yield come.splice(0, most);
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
    await closed;
  }
  if (end.why instanceof Error) throw end.why;
}
