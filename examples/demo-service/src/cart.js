/** The price of a cart, in cents. */
export function total(cart) {
  const sum = cart.items.reduce((cents, item) => cents + item.price * item.quantity, 0);
  return Math.round(sum * (1 - cart.coupon.percent / 100));
}
