import { describe, expect, it } from '@jest/globals';
import type { HealPlan } from '@app/contracts';
import { builtInDefaults } from '../pattern-config/resolved-trigger.js';
import { fillPlan, templateNames } from './fill-plan.js';

const { mode, cooldownSeconds, verification, loop } = builtInDefaults;
const planFor = (action: HealPlan['action'], target = 'api'): HealPlan => ({
  mode,
  cooldownSeconds,
  verification,
  loop,
  target,
  ...(action ? { action } : {}),
});

describe('fillPlan', () => {
  it('puts captures into the texts of the action, however deep, and into the target', () => {
    const plan = planFor(
      {
        type: 'RUN_COMMAND',
        command: ['restart', 'svc-${name}'],
        options: { unit: '${name}' },
        n: 1,
      },
      '${name}',
    );
    expect(fillPlan(plan, { name: 'api.v2' }, 'p')).toEqual({
      plan: {
        ...plan,
        target: 'api.v2',
        action: {
          type: 'RUN_COMMAND',
          command: ['restart', 'svc-api.v2'],
          options: { unit: 'api.v2' },
          n: 1,
        },
      },
    });
  });

  it('gives back a plan without templates as it is', () => {
    const plan = planFor({ type: 'RESTART_SERVICE', service: '$HOME ${} $x' });
    expect(fillPlan(plan, {}, 'p').plan).toBe(plan);
  });

  it.each([
    ['a shell word', 'api; rm -rf /'],
    ['a variable', '$(reboot)'],
    ['a blank', 'a b'],
    ['a new line', 'a\nb'],
    ['an option', '--all'],
    ['another template', '${other}'],
    ['letters that look alike', 'аpi'],
    ['too long', 'a'.repeat(201)],
    ['empty', ''],
  ])('takes the action away when the value is %s, and says why', (_what, name) => {
    const plan = planFor({ type: 'RESTART_SERVICE', service: '${name}' }, '${name}');
    const filled = fillPlan(plan, { name, other: 'x' }, 'my-pattern');
    expect(filled.plan.action).toBeUndefined();
    expect(filled.plan.target).toBe('my-pattern');
    expect(filled.problem).toContain('${name}');
  });

  it('keeps a target that the line has no part in', () => {
    const plan = planFor({ type: 'RESTART_SERVICE', service: '${name}' }, 'api');
    expect(fillPlan(plan, {}, 'p')).toMatchObject({
      plan: { target: 'api' },
      problem:
        'The line has no value for ${name}, so nothing is healed. Make the capture part of every match.',
    });
  });
});

describe('templateNames', () => {
  it('finds them in any text', () => {
    expect(templateNames({ a: '${x}-${y}', b: [{ c: '${z}' }], d: 1, e: null })).toEqual([
      'x',
      'y',
      'z',
    ]);
  });
});
