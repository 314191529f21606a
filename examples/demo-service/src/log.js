import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

const path = process.env.SHOP_LOG ?? './logs/shop.log';
mkdirSync(dirname(path), { recursive: true });

/** Appends one record, with the stack of an error, in a single write. */
export function log(level, message, error) {
  const stack = error ? `\n${error.stack}` : '';
  appendFileSync(path, `${new Date().toISOString()} ${level} ${message}${stack}\n`);
}
