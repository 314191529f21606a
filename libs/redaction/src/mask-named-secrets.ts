import { MASK } from './redactor.js';

const SECRET_NAME =
  /(?:password|passwd|passphrase|pwd|secret|token|apikey|accesskey|secretkey|privatekey|authorization|cookie|credentials?)$/;

/** Masks what is a secret by its name: values under such keys, and the words after such flags of a command. */
export function maskNamedSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => maskItem(item, value[index - 1]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      isSecretName(key) ? mask(member) : maskNamedSecrets(member),
    ]),
  );
}

/** `--api-key` and then `abc`, as two words of an argument array. */
function maskItem(item: unknown, before: unknown): unknown {
  const isFlag = typeof before === 'string' && before.startsWith('-') && isSecretName(before);
  return isFlag && typeof item === 'string' ? MASK : maskNamedSecrets(item);
}

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.toLowerCase().replace(/[^a-z]/g, ''));
}

function mask(value: unknown): unknown {
  return value === null || value === '' || typeof value === 'boolean' ? value : MASK;
}
