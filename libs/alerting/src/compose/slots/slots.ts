import type { AlertMessage } from '@app/contracts';

/** What an event itself says of a message; the rest comes from its incident. */
export type Slots = Pick<
  AlertMessage,
  'kind' | 'severity' | 'service' | 'headline' | 'whoMustAct'
> &
  Partial<Pick<AlertMessage, 'symptom' | 'action'>>;

export type Severity = AlertMessage['severity'];

export const NOBODY = 'No action needed.';
