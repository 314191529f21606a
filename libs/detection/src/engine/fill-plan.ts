import type { HealPlan } from '@app/contracts';

type Captures = Readonly<Record<string, string>>;

const TEMPLATE = /\$\{(\w+)\}/g;
/** No blank, quote, bracket or variable; and no sign in front that would make it an option. */
const PLAIN_WORD = /^(?!-)[\w.@/-]{1,200}$/;

export interface FilledPlan {
  readonly plan: HealPlan;
  /** Why the plan has lost its action; absent when it has not. */
  readonly problem?: string;
}

/** The captures that an action or target asks for, as `${name}` in any of its texts. */
export function templateNames(value: unknown): string[] {
  if (typeof value === 'string') return [...value.matchAll(TEMPLATE)].map(([, name = '']) => name);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(templateNames);
}

/**
 * Puts captured values in the places of `${capture}` in the action's texts and in the target.
 *
 * What a log says is data: a value that is no plain word takes the action away, so that the
 * detection only alerts, and the target is then called by the pattern's id.
 */
export function fillPlan(plan: HealPlan, captures: Captures, patternId: string): FilledPlan {
  const names = [
    ...new Set([plan.action, plan.escalation, plan.target].flatMap((part) => templateNames(part))),
  ];
  if (names.length === 0) return { plan };
  const refused = names.find((name) => !PLAIN_WORD.test(captures[name] ?? ''));
  if (refused !== undefined) {
    const target = templateNames(plan.target).length > 0 ? patternId : plan.target;
    return { plan: alertOnly(plan, target), problem: explain(refused, captures[refused]) };
  }
  return {
    plan: {
      ...plan,
      target: fill(plan.target, captures),
      ...(plan.action === undefined ? {} : { action: fill(plan.action, captures) }),
      ...(plan.escalation === undefined ? {} : { escalation: fill(plan.escalation, captures) }),
    },
  };
}

function alertOnly(plan: HealPlan, target: string): HealPlan {
  const { mode, cooldownSeconds, verification, loop, runbook } = plan;
  return {
    mode,
    target,
    cooldownSeconds,
    verification,
    loop,
    ...(runbook === undefined ? {} : { runbook }),
  };
}

function fill<T>(value: T, captures: Captures): T;
function fill(value: unknown, captures: Captures): unknown {
  if (typeof value === 'string')
    return value.replaceAll(TEMPLATE, (_whole, name: string) => captures[name] ?? '');
  if (Array.isArray(value)) return value.map((entry: unknown) => fill(entry, captures));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, fill(member, captures)]),
  );
}

function explain(name: string, value: string | undefined): string {
  if (value === undefined || value === '')
    return `The line has no value for \${${name}}, so nothing is healed. Make the capture part of every match.`;
  return `The line's value for \${${name}} is no plain word (letters, digits, . _ @ / -, at most 200), so nothing is healed. Narrow the capture.`;
}
