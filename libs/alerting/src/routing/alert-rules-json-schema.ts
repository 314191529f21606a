import { z } from 'zod';
import { alertRulesSchema } from './alert-rules.schema.js';

/** JSON Schema of the file of ALERTS_CONFIG, for editors. */
export function alertRulesJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(alertRulesSchema, { io: 'input', unrepresentable: 'any' });
}
