import { done } from '../steps/step.js';
import type { Delivery } from './delivery.js';

/** Nowhere: the diff in the result waits for somebody to approve it. */
export const suggestDelivery: Delivery = {
  id: 'suggest',
  deliver(_patch, { state }) {
    state.proposal = 'as a diff';
    return Promise.resolve(done(state.proposal));
  },
};
