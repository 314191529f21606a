import type { AnyDomainEvent } from '@app/contracts';
import pc from 'picocolors';

type Line = string | undefined;

/** One line of an incident's story as a person on call would tell it; undefined for what tells nothing new. */
export function tell(event: AnyDomainEvent): Line {
  switch (event.name) {
    case 'detection.raised': {
      const { title, streak, occurrences } = event.payload;
      const record = event.payload.evidence.records.at(-1)?.text.split('\n')[0] ?? '';
      return `${pc.yellow('detected ')} ${title} (${String(streak.length)} in a row, limit ${String(streak.limit)}${occurrences > 1 ? `, ${String(occurrences)} times` : ''})\n             ${pc.dim(record.slice(0, 110))}`;
    }
    case 'heal.started':
      return `${pc.cyan('healing  ')} ${event.payload.action.type} ${event.payload.target} (${String(event.payload.attempt)} of ${String(event.payload.maxAttempts)})`;
    case 'heal.succeeded':
      return `${pc.cyan('acted    ')} ${event.payload.summary} (${seconds(event.payload.durationMs)}); now proving that it helped`;
    case 'heal.failed':
      return `${pc.red('failed   ')} ${event.payload.message}`;
    case 'heal.skipped':
      return `${pc.dim('skipped  ')} ${event.payload.reason}: ${event.payload.detail}`;
    case 'heal.verified':
      return `${pc.green('verified ')} silent for ${String(event.payload.silentSeconds)} s; down for ${seconds(event.payload.downtimeMs)}`;
    case 'heal.ineffective':
      return `${pc.red('no help  ')} ${event.payload.message}`;
    case 'heal-loop.opened':
      return `${pc.bgRed(pc.white('LOOP OPEN'))} ${String(event.payload.heals)} heals of ${event.payload.target} did not help: automation stopped`;
    case 'repair.finished':
      return `${pc.magenta('code fix ')} ${event.payload.outcome}: ${event.payload.message}${event.payload.diff === '' ? '' : `\n${colourDiff(event.payload.diff)}`}`;
    case 'repair.applied':
      return `${pc.magenta('applied  ')} the code fix of ${event.payload.filePath}, approved by ${event.payload.approvedBy}`;
    case 'repair.reverted':
      return `${pc.red('reverted ')} ${event.payload.message}`;
    case 'alert.raised':
    case 'alert.resolved':
      return `${pc.blue('alert    ')} ${event.payload.message.headline} ${pc.dim(event.payload.message.whoMustAct)}`;
    case 'incident.resolved':
      return `${pc.green('resolved ')} ${event.payload.title}`;
    default:
      return undefined;
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function colourDiff(diff: string): string {
  return diff
    .trimEnd()
    .split('\n')
    .map(
      (line) =>
        `             ${line.startsWith('+') ? pc.green(line) : line.startsWith('-') ? pc.red(line) : pc.dim(line)}`,
    )
    .join('\n');
}
