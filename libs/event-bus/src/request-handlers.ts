import { type EventName, requestNames } from '@app/contracts';

/** @throws naming every request that has not exactly one handler */
export function checkRequestHandlers(countHandlers: (name: EventName) => number): void {
  const wrong = requestNames
    .map((name) => ({ name, handlers: countHandlers(name) }))
    .filter(({ handlers }) => handlers !== 1);
  if (wrong.length === 0) return;
  const list = wrong.map(({ name, handlers }) => `${name} has ${String(handlers)}`).join(', ');
  throw new Error(
    `Each request needs exactly one handler: ${list}. Check the modules of this app.`,
  );
}
