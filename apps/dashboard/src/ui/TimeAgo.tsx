import { moment, relative } from '../text/format.js';
import { useNow } from './now.js';

/** How long ago, with the full moment on hover. */
export function TimeAgo({ at }: { readonly at: string }) {
  const nowMs = useNow();
  return (
    <time dateTime={at} title={moment(at)}>
      {relative(at, nowMs)}
    </time>
  );
}
