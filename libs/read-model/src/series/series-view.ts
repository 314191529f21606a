import { z } from 'zod';
import { list, shape } from '../shape.js';

export const seriesShape = shape(
  'Series',
  z.object({
    name: z.string(),
    unit: z.enum(['percent', 'ms', 'bytes']),
    points: list(z.array(z.number().nullable()).length(2)).describe(
      'Milliseconds since the epoch and the mean of that stretch; null where nothing was measured',
    ),
  }),
);
export type SeriesView = z.output<typeof seriesShape>;
