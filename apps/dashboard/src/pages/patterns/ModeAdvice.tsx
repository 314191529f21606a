import type { Pattern } from '../../api/types.js';
import { type Word } from '../../text/words.js';
import { StateText } from '../../ui/Badge.js';

const WORDS: Readonly<Record<'promote' | 'demote', Word>> = {
  promote: { label: 'Ready for', tone: 'ok', icon: 'up' },
  demote: { label: 'Better back to', tone: 'warn', icon: 'alert' },
};

/** What the record of a pattern says about its mode. The change itself is a line in the pattern file. */
export function ModeAdvice({ advice }: { readonly advice: Pattern['advice'] }) {
  const { verdict, mode, reason } = advice;
  return (
    <div className="advice">
      {(verdict === 'promote' || verdict === 'demote') && (
        <>
          <StateText word={WORDS[verdict]} /> <code>mode: {mode}</code>
        </>
      )}
      <small className="muted">{reason}</small>
    </div>
  );
}
