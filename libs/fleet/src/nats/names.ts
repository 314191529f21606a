/** A name as one token of a subject or key: two names never become the same. */
export function token(name: string): string {
  const encoded = name.replaceAll(/[^\w-]/g, (character) =>
    [...Buffer.from(character)].map((byte) => `=${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  return encoded === '' ? '=' : encoded;
}

export const EVENTS_STREAM = 'AUTOHEAL_EVENTS';
const EVENTS = 'autoheal.events';
export const allEvents = `${EVENTS}.>`;

/** @param service undefined: the host itself */
export function eventSubject(host: string, service: string | undefined): string {
  return `${EVENTS}.${token(host)}.${token(service ?? '')}`;
}
