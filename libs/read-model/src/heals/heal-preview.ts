import { z } from 'zod';
import { shape } from '../shape.js';
import { healActionShape } from './heal-view.js';

export const healPreviewShape = shape(
  'HealPreview',
  z.object({
    dryRun: z.literal(true),
    action: healActionShape,
    service: z.string().describe('One heal at a time goes by this name'),
    risky: z.boolean().describe('Programs should ask a person first'),
    sentence: z.string().describe('What would be done'),
  }),
);
export type HealPreview = z.output<typeof healPreviewShape>;
