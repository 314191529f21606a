import type { TraceFamily } from './trace-family.js';

/** `#0 /srv/shop/orders.php(10): find()`, `#1 [internal function]: handle()`, `#2 {main}` */
const FRAME = /^#\d{1,5} (?:\{main\}$|\[internal function\]: |\S.*\(\d+\): )/;

/** Frames are not indented; a heading stands before them. */
export const phpFamily: TraceFamily = {
  id: 'php',
  continues: (text) => text === 'Stack trace:' || FRAME.test(text),
};
