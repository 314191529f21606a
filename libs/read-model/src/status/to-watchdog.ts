import type { WatchdogLiveness, WatchdogStatus } from '@app/contracts';
import type { WatchdogView } from './status-view.js';

export function toWatchdog(
  status: WatchdogStatus | undefined,
  liveness: WatchdogLiveness,
): WatchdogView {
  if (status === undefined) return { liveness, features: [], problems: [], sources: [] };
  const { pid, host, version, startedAt, lastTickAt, report } = status;
  const { devMode, features, problems, sources } = report;
  return {
    liveness,
    pid,
    host,
    version,
    startedAt,
    lastTickAt,
    devMode,
    features,
    problems,
    sources,
  };
}
