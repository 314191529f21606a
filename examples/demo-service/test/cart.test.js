import assert from 'node:assert/strict';
import { test } from 'node:test';
import { total } from '../src/cart.js';

const items = [{ price: 1000, quantity: 2 }];

test('adds up the items', () => {
  assert.equal(total({ items, coupon: { percent: 0 } }), 2000);
});

test('takes the coupon off', () => {
  assert.equal(total({ items, coupon: { percent: 25 } }), 1500);
});
