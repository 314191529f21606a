import { done } from '../steps/step.js';
import type { Delivery } from './delivery.js';

/** Nowhere yet: the patch is kept until somebody approves it. */
export const suggestDelivery: Delivery = {
  id: 'suggest',
  async deliver(patch, { state, fixes }) {
    const id = await fixes.propose(patch);
    state.proposal = `as a diff, until somebody applies it: autoheal repairs apply ${id}`;
    return done(state.proposal);
  },
};
