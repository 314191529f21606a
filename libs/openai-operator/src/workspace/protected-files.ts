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

/** Tests, manifests, lock files, CI, configuration, hidden files and keys: no model changes these. */
export function isProtected(relativePath: string): boolean {
  return PROTECTED.some((pattern) => pattern.test(relativePath));
}
