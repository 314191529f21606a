/** Where a patch may go that passed its gate. */
export const deliveryModes = ['apply', 'branch', 'pull-request', 'suggest'] as const;
export type DeliveryMode = (typeof deliveryModes)[number];
