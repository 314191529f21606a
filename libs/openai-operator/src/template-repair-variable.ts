import { z } from 'zod';

/** CODEX_TEMPLATE_REPAIR: read by whoever accepts repairs, and by whoever makes them. */
export const templateRepairVariable = z.enum(['on', 'off']).default('on').meta({
  description:
    'Whether built-in templates propose patches for the commonest errors: before any model is asked, and where no key is set.',
});
