import { checkTargetFile } from '../jobs/target-file.js';
import { type RunContext, stop, type StepResult } from '../steps/step.js';
import type { DeliveryMode } from './delivery-modes.js';
import { deliveries } from './registry.js';

interface PatchOptions {
  readonly file: string;
  readonly base: string;
  readonly error: string;
}

/** Takes over what was patched, not what lies in the copy: the tests ran there. */
export async function deliverPatch(
  { file, base, error }: PatchOptions,
  mode: DeliveryMode,
  context: RunContext,
): Promise<StepResult> {
  const target = await checkTargetFile(context.projectRoot, file);
  if (target.outcome === 'refused') return stop('refused', target.message);
  const { filePath } = target;
  const text = context.state.patched.get(filePath);
  if (text === undefined)
    return stop('failed', `There is no patch of ${filePath}: apply-patch makes one.`);
  const delivery = deliveries.find(({ id }) => id === mode);
  if (!delivery) return stop('failed', `There is no delivery "${mode}".`);
  return delivery.deliver({ filePath, base, text, error }, context);
}
