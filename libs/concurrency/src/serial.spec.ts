import { describe, expect, it } from '@jest/globals';
import { Serial } from './serial.js';

describe('Serial', () => {
  it('runs the work of one key in the order of the calls, each after the one before', async () => {
    const serial = new Serial();
    const said: string[] = [];
    const work = (name: string) => async () => {
      said.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      said.push(`${name} ends`);
    };
    await Promise.all([serial.run('api', work('first')), serial.run('api', work('second'))]);
    expect(said).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('lets different keys run beside one another', async () => {
    const serial = new Serial();
    let release: () => void = () => undefined;
    const held = serial.run('api', () => new Promise<void>((resolve) => (release = resolve)));
    expect(await serial.run('web', () => Promise.resolve('done'))).toBe('done');
    release();
    await held;
  });

  it('goes on after work that failed', async () => {
    const serial = new Serial();
    await expect(serial.run('api', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await serial.run('api', () => Promise.resolve('yes'))).toBe('yes');
  });
});
