import { userInfo } from 'node:os';

/** Who types, for the audit log. */
export function who(): string {
  return `cli:${userInfo().username}`;
}
