import type { Delivery } from '../../api/types.js';

export interface DeliveryNote {
  readonly text: string;
  readonly channels: readonly string[];
  /** What was left out on purpose is none. */
  readonly isError: boolean;
}

const ON_PURPOSE: readonly string[] = ['silenced', 'suppressed'];

/** Why deliveries did not arrive, or not yet: the same of several channels once. */
export function deliveryNotes(deliveries: readonly Delivery[]): readonly DeliveryNote[] {
  const notes = new Map<string, DeliveryNote>();
  for (const { channel, status, lastError } of deliveries) {
    if (lastError === undefined) continue;
    const known = notes.get(lastError);
    notes.set(lastError, {
      text: lastError,
      channels: [...(known?.channels ?? []), channel],
      isError: (known?.isError ?? false) || !ON_PURPOSE.includes(status),
    });
  }
  return [...notes.values()];
}
