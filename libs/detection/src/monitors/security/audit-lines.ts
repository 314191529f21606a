import { logLine } from '../log-line.js';
import type { AuditResult } from './audit-project.js';
import type { VulnerablePackage } from './audit-report.schema.js';
import { packageSeverities, type SecurityCheckSpec } from './security-check.schema.js';

const MOST_PACKAGES = 200;

/**
 * One line for each package that is bad enough, the worst first, and one that sums up; or one that says
 * why nothing is known.
 */
export function auditLines(spec: SecurityCheckSpec, result: AuditResult, at: number): string[] {
  const line = (fields: Readonly<Record<string, string | number>>): string =>
    logLine(at, 'security', { audit: spec.project, ...fields });
  if (result.status === 'unknown') return [line({ ...result })];
  const bad = result.packages
    .filter(({ severity }) => rank(severity) >= rank(spec.minSeverity))
    .sort((a, b) => rank(b.severity) - rank(a.severity) || a.name.localeCompare(b.name));
  return [
    ...bad.slice(0, MOST_PACKAGES).map((one) => line(packageFields(one))),
    line(summary(result.packages, bad.length)),
  ];
}

function packageFields(one: VulnerablePackage): Record<string, string> {
  const advisory = one.via.map((via) => (typeof via === 'string' ? `by way of ${via}` : via.title));
  return {
    package: one.name,
    severity: one.severity,
    range: one.range,
    fix: fixOf(one),
    advisory: advisory[0] ?? '',
  };
}

function fixOf({ fixAvailable }: VulnerablePackage): string {
  if (typeof fixAvailable === 'boolean') return fixAvailable ? 'available' : 'none';
  return fixAvailable.isSemVerMajor === true ? 'major' : 'available';
}

function summary(
  packages: readonly VulnerablePackage[],
  bad: number,
): Record<string, string | number> {
  const counts = packageSeverities
    .toReversed()
    .map((severity) => [severity, packages.filter((one) => one.severity === severity).length]);
  return {
    status: bad === 0 ? 'ok' : 'vulnerable',
    packages: bad,
    ...(Object.fromEntries(counts) as Record<string, number>),
  };
}

function rank(severity: VulnerablePackage['severity']): number {
  return packageSeverities.indexOf(severity);
}
