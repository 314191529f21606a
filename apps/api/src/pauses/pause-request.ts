import { z } from 'zod';
import { minutesField, reasonField } from '../acts/reason.js';

export const pauseRequest = z.strictObject({ minutes: minutesField, reason: reasonField });
export type PauseRequest = z.output<typeof pauseRequest>;
