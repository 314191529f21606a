import { closeSync, openSync, writeSync } from 'node:fs';

const services = [
  'api',
  'auth',
  'billing',
  'cart',
  'catalog',
  'checkout',
  'gateway',
  'ledger',
  'mailer',
  'orders',
  'search',
  'worker',
];
const verbs = [
  'accepted',
  'cached',
  'checked',
  'closed',
  'completed',
  'enqueued',
  'fetched',
  'handled',
  'loaded',
  'opened',
  'parsed',
  'published',
  'refreshed',
  'rendered',
  'resolved',
  'saved',
  'sent',
  'served',
  'started',
  'stored',
];
const nouns = [
  'batch',
  'cart',
  'connection',
  'cursor',
  'document',
  'event',
  'image',
  'invoice',
  'job',
  'key',
  'message',
  'order',
  'page',
  'payment',
  'profile',
  'query',
  'queue',
  'request',
  'response',
  'session',
  'shard',
  'token',
  'user',
  'webhook',
];
const failures = [
  'aborted',
  'corrupted',
  'denied',
  'exhausted',
  'expired',
  'failed',
  'invalid',
  'lost',
  'mismatched',
  'missing',
  'overflowed',
  'poisoned',
  'refused',
  'rejected',
  'stalled',
  'starved',
  'timed out',
  'truncated',
  'unreachable',
  'violated',
];
const adjectives = [
  'primary',
  'secondary',
  'remote',
  'local',
  'upstream',
  'downstream',
  'stale',
  'pending',
  'shared',
  'tenant',
  'legacy',
  'internal',
];

/** Rules like those of an operator: most with a variable part, each with words of its own. */
export function makeRules(count) {
  const random = generator(7);
  const seen = new Set();
  while (seen.size < count) {
    seen.add([pick(random, adjectives), pick(random, nouns), pick(random, failures)].join(' '));
  }
  return [...seen].map((text, index) => {
    const [adjective, noun, ...failure] = text.split(' ');
    return index % 3 === 0
      ? {
          regex: `${adjective} ${noun} [0-9]+ ${failure.join(' ')}`,
          line: (n) => `${adjective} ${noun} ${n} ${failure.join(' ')}`,
        }
      : { regex: `${adjective} ${noun} ${failure.join(' ')}`, line: () => text };
  });
}

export function writeLog(path, bytes, rules, hitShare) {
  const random = generator(42);
  const file = openSync(path, 'w');
  let written = 0;
  let block = [];
  let time = Date.UTC(2026, 10, 23);
  for (let line = 0; written < bytes; line += 1) {
    time += random() * 20;
    const hit = random() < hitShare;
    const text = `${new Date(time).toISOString()} ${hit ? 'ERROR' : 'INFO'} [${pick(random, services)}] ${hit ? pick(random, rules).line(line) : `${pick(random, nouns)} ${(random() * 1e6) | 0} ${pick(random, verbs)} by ${pick(random, services)} for ${pick(random, adjectives)} ${pick(random, nouns)}`} id=${((random() * 2 ** 32) >>> 0).toString(16)} took=${(random() * 900) | 0}ms status=${pick(random, ['200', '201', '204', '304'])} host=node-${(random() * 40) | 0}\n`;
    block.push(text);
    written += text.length;
    if (block.length === 4_096) {
      writeSync(file, block.join(''));
      block = [];
    }
  }
  writeSync(file, block.join(''));
  closeSync(file);
}

function pick(random, list) {
  return list[(random() * list.length) | 0];
}

/** A small linear congruential generator: the same log every time. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
