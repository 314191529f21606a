import { createHash, randomBytes } from 'node:crypto';

const ID_BYTES = 6;
const SECRET_BYTES = 32;
/** The prefix lets scanners of repositories find a key that was committed. */
const FORM = /^ahk_([0-9a-f]{12})_([\w-]{43})$/;

/** What a caller sends, in its two parts. */
export interface KeyParts {
  readonly id: string;
  readonly secret: string;
}

export function newKeyParts(): KeyParts {
  return {
    id: randomBytes(ID_BYTES).toString('hex'),
    secret: randomBytes(SECRET_BYTES).toString('base64url'),
  };
}

export function keyText({ id, secret }: KeyParts): string {
  return `ahk_${id}_${secret}`;
}

/** @returns undefined when the text is no key of this form */
export function parseKeyText(text: string): KeyParts | undefined {
  const [, id, secret] = FORM.exec(text) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
