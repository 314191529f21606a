/** A name as one token of a subject or key: two names never become the same. */
export function token(name: string): string {
  const encoded = name.replaceAll(/[^\w-]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `=${byte.toString(16).padStart(2, '0')}`).join(''),
  );
  return encoded === '' ? '=' : encoded;
}

const EVENTS = 'autoheal.events';
const HOSTS = 'autoheal.hosts';
const COMMANDS = 'autoheal.commands';
const ANSWERS = 'autoheal.answers';

export const streams = {
  events: { name: 'AUTOHEAL_EVENTS', subjects: `${EVENTS}.>` },
  commands: { name: 'AUTOHEAL_COMMANDS', subjects: `${COMMANDS}.>` },
  answers: { name: 'AUTOHEAL_ANSWERS', subjects: `${ANSWERS}.>` },
  hosts: { name: 'AUTOHEAL_HOSTS', subjects: `${HOSTS}.>` },
} as const;

/** @param service undefined: the host itself */
export function eventSubject(host: string, service: string | undefined): string {
  return `${EVENTS}.${token(host)}.${token(service ?? '')}`;
}

export function hostSubject(host: string): string {
  return `${HOSTS}.${token(host)}`;
}

export function commandSubject(host: string): string {
  return `${COMMANDS}.${token(host)}`;
}

export function answerSubject(host: string): string {
  return `${ANSWERS}.${token(host)}`;
}
