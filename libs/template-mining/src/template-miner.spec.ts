import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TemplateMiner } from './template-miner.js';

describe('TemplateMiner', () => {
  it('finds one template for lines that differ in their values', () => {
    const miner = new TemplateMiner();
    miner.add('ERROR worker 12 lost connection to 10.0.0.7:5432 after 30ms');
    miner.add('ERROR worker 9 lost connection to 10.0.0.8:5432 after 1200ms');
    expect(miner.templates()).toEqual([
      {
        id: 1,
        text: 'ERROR worker <*> lost connection to <*> after <*>',
        count: 2,
        example: 'ERROR worker 9 lost connection to 10.0.0.8:5432 after 1200ms',
      },
    ]);
  });

  it('keeps lines of different kinds apart', () => {
    const miner = new TemplateMiner();
    miner.add('ERROR cannot open file /srv/a/b.txt');
    miner.add('ERROR payment gateway said no');
    expect(miner.templates()).toHaveLength(2);
  });

  it('turns a word that varies into a wildcard', () => {
    const miner = new TemplateMiner();
    miner.add('ERROR login of alice failed because of policy');
    expect(miner.add('ERROR login of bob failed because of policy').text).toBe(
      'ERROR login of <*> failed because of policy',
    );
  });

  it('forgets the kind that was seen longest ago when it is full', () => {
    const miner = new TemplateMiner({ maxTemplates: 2 });
    miner.add('first kind of trouble');
    miner.add('another thing happened here today');
    miner.add('first kind of trouble');
    miner.add('third sort, quite unlike the others, is new');
    expect(miner.templates().map(({ text }) => text.split(' ')[0])).toEqual(['first', 'third']);
  });

  it('counts every line in exactly one template, and never holds more than it may', () => {
    const line = fc.array(fc.constantFrom('a', 'b', 'error', '7', '10.0.0.1', '<*>', ''), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const unbounded = new TemplateMiner();
        const bounded = new TemplateMiner({ maxTemplates: 3 });
        for (const words of lines) {
          unbounded.add(words.join(' '));
          bounded.add(words.join(' '));
        }
        const total = unbounded.templates().reduce((sum, { count }) => sum + count, 0);
        expect(total).toBe(lines.length);
        expect(bounded.templates().length).toBeLessThanOrEqual(3);
      }),
    );
  });
});
