import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import type { CompletedCommand } from './completion-tree.js';
import { shells } from './shells.js';

const commands: readonly CompletedCommand[] = [
  {
    name: 'silence',
    description: "keep an alert's channel silent",
    words: ['add', 'list'],
    options: [
      { flags: ['-f', '--for'], description: 'for [30m]: a while', values: [] },
      { flags: ['--severity'], description: 'how bad', values: ['info', 'critical'] },
      { flags: ['--json'], description: 'as JSON', values: undefined },
    ],
  },
  { name: 'replay', description: 'run a log', words: [], options: [] },
];
/** A shell that is not here cannot read what is written for it. */
const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

describe('the completion', () => {
  it.each(Object.entries(shells))(
    'for %s names every command, word, option and value',
    (_, write) => {
      const script = write(commands);
      for (const word of [
        'silence',
        'replay',
        'add',
        'list',
        'for',
        'severity',
        'info critical',
        'json',
      ])
        expect(script).toContain(word);
    },
  );

  const there = Object.entries(shells).filter(([shell]) => isThere(shell));
  it.each(there)('for %s is read by it without a complaint', (shell, write) => {
    const read = spawnSync(shell, ['-n'], { input: write(commands), encoding: 'utf8' });
    expect({ status: read.status, stderr: read.stderr }).toEqual({ status: 0, stderr: '' });
  });
});
