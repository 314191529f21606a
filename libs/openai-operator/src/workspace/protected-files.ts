const PROTECTED: readonly RegExp[] = [
  /(?:^|\/)(?:tests?|__tests__|spec|e2e|cypress)\//i,
  /[._-](?:test|spec)s?\.[cm]?[jt]sx?$/i,
  /(?:^|\/)(?:package(?:-lock)?\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/,
  /(?:^|\/)\.[^/]+/,
  /\.config\.[cm]?[jt]s$/,
  /(?:^|\/)(?:Dockerfile|docker-compose[^/]*|Makefile|Jenkinsfile|tsconfig[^/]*\.json)$/i,
  /(?:^|\/)node_modules\//,
  /\.(?:pem|key|crt|p12|env)$/i,
];

/** Secrets, packages and the repository itself: not even a list makes them patchable. */
const NEVER: readonly RegExp[] = [
  /(?:^|\/)(?:\.git|node_modules)(?:\/|$)/,
  /(?:^|\/)\.env(?:\.|$)/,
  /\.(?:pem|key|crt|p12|env)$/i,
];

/**
 * Whether a patch may change a file.
 *
 * @param allowed protected files, by their path from the root, that the operator lists all the same
 */
export function mayPatch(relativePath: string, allowed: ReadonlySet<string>): boolean {
  if (NEVER.some((pattern) => pattern.test(relativePath))) return false;
  return allowed.has(relativePath) || !isProtected(relativePath);
}

/** Tests, manifests, lock files, CI, configuration, hidden files and keys: no model changes these. */
export function isProtected(relativePath: string): boolean {
  return PROTECTED.some((pattern) => pattern.test(relativePath));
}
