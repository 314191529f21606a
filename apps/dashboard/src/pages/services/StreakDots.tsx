import type { Streak } from '../../api/types.js';

/** More matches than this are said in numbers only. */
const MOST_DOTS = 6;

/** "2 of 3": how many matches there were in a row, and which one would heal. */
export function StreakDots({ streak }: { readonly streak: Streak }) {
  const { patternId, length, limit } = streak;
  const heals = limit + 1;
  return (
    <span
      className="streak"
      title={`${patternId}: ${String(length)} matches in a row; number ${String(heals)} starts a heal`}
    >
      {heals <= MOST_DOTS && (
        <span className="dots" aria-hidden="true">
          {Array.from({ length: heals }, (_, n) => (
            <i key={n} className={n < length ? 'on' : ''} />
          ))}
        </span>
      )}
      {length} of {heals}
    </span>
  );
}
