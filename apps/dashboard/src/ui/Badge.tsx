import type { Word } from '../text/words.js';
import { Icon } from './Icon.js';

interface BadgeProps {
  readonly word: Word;
  /** Said instead of the word's own label. */
  readonly label?: string;
  readonly title?: string;
}

/** A state as a word, a shape and a colour. */
export function Badge({ word, label = word.label, title }: BadgeProps) {
  return (
    <span className={`badge tone-${word.tone}`} title={title}>
      <Icon name={word.icon} size={14} />
      {label}
    </span>
  );
}

/** The same without its box, for dense rows. */
export function StateText({ word, label = word.label, title }: BadgeProps) {
  return (
    <span className={`state tone-${word.tone}`} title={title}>
      <Icon name={word.icon} size={15} />
      <span>{label}</span>
    </span>
  );
}
