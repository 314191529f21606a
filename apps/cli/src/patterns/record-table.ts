import type { HealMode } from '@app/contracts';
import type { ResolvedPattern } from '@app/detection';
import { type Advice, advise, type Effectiveness, noEffect } from '@app/read-model';
import Table from 'cli-table3';

/** How well a pattern has done so far. */
export interface PatternRecord {
  readonly id: string;
  readonly mode: HealMode;
  readonly effectiveness: Effectiveness;
  readonly advice: Advice;
}

export function patternRecords(
  patterns: readonly ResolvedPattern[],
  effects: ReadonlyMap<string, Effectiveness>,
): readonly PatternRecord[] {
  return patterns.map(({ id, plan: { mode, action } }) => {
    const effectiveness = effects.get(id) ?? noEffect;
    return { id, mode, effectiveness, advice: advise(mode, action !== undefined, effectiveness) };
  });
}

/** The same for people. */
export function recordTable(records: readonly PatternRecord[]): string {
  const table = new Table({
    head: ['pattern', 'mode', 'incidents', 'passed by themselves', 'heals', 'helped', 'advice'],
  });
  for (const { id, mode, effectiveness, advice } of records) {
    const { incidents, passed, heals, verified } = effectiveness;
    table.push([id, mode, incidents, passed, heals, verified, adviceText(advice)]);
  }
  return table.toString();
}

function adviceText({ verdict, mode, reason }: Advice): string {
  const change = verdict === 'promote' || verdict === 'demote';
  return change ? `${verdict} to ${mode}: ${reason}` : reason;
}
