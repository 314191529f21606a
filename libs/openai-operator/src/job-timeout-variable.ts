import { integer } from '@app/settings';

/** Read by whoever starts an operator, and by the operator itself when somebody runs it by hand. */
export const jobTimeoutVariable = integer({ min: 1_000, max: 24 * 3_600_000 })
  .default(900_000)
  .meta({ description: 'How long one repair may take, in milliseconds.' });
