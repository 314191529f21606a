import { validateCronExpression } from 'cron';
import { z } from 'zod';

/** When to run, in the machine's time zone: five fields, or six with seconds first. */
export const cronSchema = z
  .string()
  .max(200)
  .refine((expression) => validateCronExpression(expression).valid, {
    error:
      'must be a cron expression, for instance "*/30 * * * * *" for every 30 seconds or "0 * * * *" for every hour',
  })
  .meta({ description: 'Cron expression; with six fields the first is seconds.' });
