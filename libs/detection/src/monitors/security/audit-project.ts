import { childEnvironment, type ProcessRunner, type RunResult } from '@app/process-runner';
import {
  type AuditFailure,
  auditOutputSchema,
  type VulnerablePackage,
} from './audit-report.schema.js';

const MAX_OUTPUT_CHARS = 32 * 1024 * 1024;

/** How npm finds its registry, where the surroundings say it. */
const PASSED_ON = [
  'npm_config_registry',
  'NPM_CONFIG_REGISTRY',
  'npm_config_userconfig',
  'NPM_CONFIG_USERCONFIG',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_EXTRA_CA_CERTS',
];

export type AuditResult =
  | { readonly status: 'known'; readonly packages: readonly VulnerablePackage[] }
  | { readonly status: 'unknown'; readonly reason: AuditObstacle; readonly detail: string };

export type AuditObstacle =
  | 'npm-missing'
  | 'folder-missing'
  | 'lockfile-missing'
  | 'registry-unreachable'
  | 'timeout'
  | 'npm-failed';

/**
 * Asks npm which packages of a project are known to be vulnerable.
 *
 * @returns undefined when the signal aborted first
 */
export async function auditProject(
  runner: ProcessRunner,
  options: { readonly folder: string; readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<AuditResult | undefined> {
  const { folder, timeoutMs, signal } = options;
  const result = await runner.run(
    { file: 'npm', args: ['audit', '--json'] },
    {
      cwd: folder,
      env: childEnvironment({}, PASSED_ON),
      timeoutMs,
      maxOutputChars: MAX_OUTPUT_CHARS,
      signal,
    },
  );
  return result.outcome === 'cancelled' ? undefined : understand(result, folder, timeoutMs);
}

function understand(result: RunResult, folder: string, timeoutMs: number): AuditResult {
  switch (result.outcome) {
    case 'exited':
      // npm exits with 1 both when packages are vulnerable and when it could not find out.
      return readOutput(result.stdout);
    case 'timed-out':
      return unknown('timeout', `npm audit took more than ${String(timeoutMs / 1_000)} s`);
    case 'not-found':
      return unknown('npm-missing', 'install npm, or put it on the PATH of the watchdog');
    case 'not-started':
      return unknown('folder-missing', `${folder}: ${result.message}`);
    default:
      return unknown('npm-failed', `npm audit ended by ${result.outcome}`);
  }
}

function readOutput(stdout: string): AuditResult {
  const output = auditOutputSchema.safeParse(parseJson(stdout)).data;
  if (!output) return unknown('npm-failed', 'npm audit printed no report that can be read');
  if ('vulnerabilities' in output)
    return {
      status: 'known',
      packages: Object.values(output.vulnerabilities),
    };
  return obstacle(output);
}

function obstacle(output: AuditFailure): AuditResult {
  const { message = '', error } = output;
  if (error.code === 'ENOLOCK')
    return unknown('lockfile-missing', 'make one with: npm install --package-lock-only');
  const detail = [message, error.summary, error.code].find((text) => text) ?? 'no reason given';
  return unknown(message === '' ? 'npm-failed' : 'registry-unreachable', detail);
}

function unknown(reason: AuditObstacle, detail: string): AuditResult {
  return { status: 'unknown', reason, detail };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
