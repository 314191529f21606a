import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const OF_HOME = [
  ...['.ssh', '.aws', '.azure', '.gnupg', '.docker', '.kube', '.codex', '.config', '.pm2'],
  ...['.npmrc', '.netrc', '.pgpass', '.my.cnf', '.git-credentials', '.bash_history'],
];
const SECRET_NAME = /^\.env|^\.npmrc$|^\.git$|\.(?:pem|key|p12|pfx)$/;

/** Secrets that code of a patch has no business with: those of the project, the operator and the user. */
export function hiddenPaths(projectRoot: string, dataDir: string): string[] {
  const ofProject = readdirSync(projectRoot)
    .filter((name) => SECRET_NAME.test(name))
    .map((name) => join(projectRoot, name));
  const ofHome = OF_HOME.map((name) => join(homedir(), name));
  return [...ofProject, dataDir, ...ofHome].filter((path) => existsSync(path));
}
