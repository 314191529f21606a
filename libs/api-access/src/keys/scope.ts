export const scopes = ['read', 'heal', 'admin'] as const;
/** `read` looks, `heal` also acts and decides, `admin` also changes how the platform is run. */
export type Scope = (typeof scopes)[number];

/** Whether a key of one scope may do what needs another: each scope holds those before it. */
export function allows(given: Scope, needed: Scope): boolean {
  return scopes.indexOf(given) >= scopes.indexOf(needed);
}
