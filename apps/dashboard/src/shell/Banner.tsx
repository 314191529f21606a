import type { Status } from '../api/types.js';
import { Icon } from '../ui/Icon.js';
import { TimeAgo } from '../ui/TimeAgo.js';

interface BannerProps {
  readonly status: Status | undefined;
  readonly error: Error | undefined;
}

/** What makes everything else on the page doubtful: nobody watches, or nobody answers. */
export function Banner({ status, error }: BannerProps) {
  if (error && status) {
    return (
      <div className="banner tone-bad" role="alert">
        <Icon name="alert" />
        <p>
          <strong>{error.message}</strong> What you see is what it said last.
        </p>
      </div>
    );
  }
  if (!status || status.watchdog.liveness === 'running') {
    return status?.watchdog.devMode === true ? <DevMode /> : null;
  }
  return <NobodyWatches watchdog={status.watchdog} />;
}

function DevMode() {
  return (
    <div className="banner tone-warn">
      <Icon name="pause" />
      <p>
        <strong>Development mode.</strong> Detections are recorded, nothing is healed. Unset{' '}
        <code>WATCHDOG_DEV_MODE</code> to heal.
      </p>
    </div>
  );
}

function NobodyWatches({ watchdog }: { readonly watchdog: Status['watchdog'] }) {
  const { liveness, lastTickAt, host, pid } = watchdog;
  return (
    <div className={`banner ${liveness === 'silent' ? 'tone-bad' : 'tone-warn'}`} role="alert">
      <Icon name="alert" />
      <p>
        <strong>{SAID[liveness]}</strong> Nothing is being detected or healed.
        {lastTickAt !== undefined && (
          <>
            {' '}
            Last tick <TimeAgo at={lastTickAt} />
            {host !== undefined && ` on ${host}`}
            {liveness === 'silent' && pid !== undefined && `, process ${String(pid)}`}.
          </>
        )}{' '}
        {liveness === 'silent' ? (
          <>
            Look at its output; <code>autoheal doctor</code> tells more.
          </>
        ) : (
          <>
            Start it with <code>npm run watchdog:start</code>.
          </>
        )}
      </p>
    </div>
  );
}

const SAID: Readonly<Record<Status['watchdog']['liveness'], string>> = {
  running: '',
  silent: 'The watchdog is silent.',
  stopped: 'The watchdog is stopped.',
  'never-started': 'The watchdog has not been started yet.',
};
