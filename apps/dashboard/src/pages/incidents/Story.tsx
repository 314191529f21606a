import type { StoryEvent } from '../../api/types.js';
import { clock, duration, moment } from '../../text/format.js';
import { Icon } from '../../ui/Icon.js';
import { type FoldedEvent, foldStory } from './fold-story.js';
import { storyLook } from './story-words.js';

/** What happened, in order, each with the time since the one before; details on demand. */
export function Story({ events }: { readonly events: readonly StoryEvent[] }) {
  return (
    <ol className="story">
      {foldStory(events).map((folded, index, all) => (
        <Happening key={folded.event.id} folded={folded} previous={all[index - 1]?.event} />
      ))}
    </ol>
  );
}

interface HappeningProps {
  readonly folded: FoldedEvent;
  readonly previous: StoryEvent | undefined;
}

function Happening({ folded, previous }: HappeningProps) {
  const { event, repeats, lastAt } = folded;
  const { name, occurredAt, sentence, payload } = event;
  const { tone, icon } = storyLook(name);
  return (
    <li className={`tone-${tone}`}>
      <span className="story-sign">
        <Icon name={icon} size={15} />
      </span>
      <details>
        <summary>
          <span className="story-sentence">
            {sentence}
            {repeats > 0 && (
              <span className="muted">
                {' '}
                {repeats} more until {clock(lastAt)}
              </span>
            )}
          </span>
          <span className="story-time muted">
            {previous && <span>{sinceText(previous.occurredAt, occurredAt)}</span>}
            <time dateTime={occurredAt} title={moment(occurredAt)}>
              {clock(occurredAt)}
            </time>
          </span>
        </summary>
        <p className="muted">
          <code>{name}</code>
        </p>
        <pre className="output" tabIndex={0}>
          {JSON.stringify(payload, null, 2)}
        </pre>
      </details>
    </li>
  );
}

function sinceText(before: string, at: string): string {
  const ms = Date.parse(at) - Date.parse(before);
  return ms < 50 ? '' : `+${duration(ms)}`;
}
