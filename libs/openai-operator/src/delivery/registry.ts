import { applyDelivery } from './apply.delivery.js';
import { branchDelivery } from './branch.delivery.js';
import type { Delivery } from './delivery.js';
import { pullRequestDelivery } from './pull-request.delivery.js';
import { suggestDelivery } from './suggest.delivery.js';

/** Every way for a patch: one file and one line here. */
export const deliveries: readonly Delivery[] = [
  applyDelivery,
  branchDelivery,
  pullRequestDelivery,
  suggestDelivery,
];
