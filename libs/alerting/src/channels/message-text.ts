import type { AlertMessage, ErrorSummary } from '@app/contracts';

/** The summary with who wrote it, so that nobody takes a guess for a fact. */
export function summaryText({
  source,
  summary,
  rootCauses,
  filesToInvestigate,
}: ErrorSummary): string {
  const label = source === 'model' ? 'AI summary (may be wrong)' : 'Summary by rules';
  const causes = rootCauses.length > 0 ? `\nLikely causes: ${rootCauses.join('; ')}` : '';
  const files = filesToInvestigate.length > 0 ? `\nLook at: ${filesToInvestigate.join(', ')}` : '';
  return `${label}: ${summary}${causes}${files}`;
}

export function footer({ severity, host, incidentId, at, note }: AlertMessage): string {
  return `${severity} · ${host} · incident ${incidentId} · ${at}${note === undefined ? '' : ` · ${note}`}`;
}
