import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { TestApi } from '../../testing/test-api.js';

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly type: string;
  readonly gridPos: Readonly<Record<'x' | 'y' | 'w' | 'h', number>>;
  readonly targets?: readonly { readonly expr: string }[];
}
interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string };
}

const EXAMPLES = join(import.meta.dirname, '../../../../examples');
const read = (name: string) => readFileSync(join(EXAMPLES, name), 'utf8');
const { panels } = JSON.parse(read('grafana/autoheal.json')) as { panels: readonly Panel[] };
const { groups } = parse(read('prometheus/autoheal-alerts.yml')) as {
  groups: readonly { readonly rules: readonly Rule[] }[];
};
const rules = groups.flatMap((group) => group.rules);
const expressions = [
  ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ...rules.map(({ expr }) => expr),
];

describe('what examples say of our metrics', () => {
  const api = new TestApi();
  let offered: ReadonlySet<string>;
  beforeAll(async () => {
    await api.start();
    const { text } = await api.http.get('/metrics').expect(200);
    const types = [...text.matchAll(/^# TYPE (\S+) (\S+)/gm)];
    offered = new Set(
      types.flatMap(([, name = '', type]) =>
        type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
      ),
    );
  });
  afterAll(() => api.dispose());

  it('is there in /metrics', () => {
    const used = new Set(expressions.flatMap((expr) => expr.match(/autoheal_\w+/g) ?? []));
    expect([...used].filter((name) => !offered.has(name))).toEqual([]);
  });

  it('leaves out nothing that we measure of the platform', () => {
    const shown = expressions.join('\n');
    const left = [...offered]
      .map((name) => name.replace(/_(?:bucket|sum|count)$/, ''))
      .filter((name) => !name.startsWith('autoheal_api_') && !shown.includes(name));
    expect(left).toEqual([]);
  });

  it('has its brackets closed and its texts ended', () => {
    for (const expr of expressions) {
      const bare = expr.replaceAll(/"[^"]*"/g, '');
      expect(bare).not.toContain('"');
      for (const [open, close] of ['()', '[]', '{}'])
        expect(bare.split(open ?? '').length).toBe(bare.split(close ?? '').length);
    }
  });
});

describe('the Grafana dashboard', () => {
  it('has panels that do not lie on one another', () => {
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from(
        { length: w * h },
        (_, n) => `${String(x + (n % w))}:${String(y + Math.floor(n / w))}`,
      ),
    );
    expect(new Set(cells).size).toBe(cells.length);
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  });
});

describe('the alert rules', () => {
  it('say what happened and what to do, each by a name of its own', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { labels, annotations } of rules) {
      expect(['warning', 'critical']).toContain(labels.severity);
      expect(annotations.summary).not.toBe('');
      expect(annotations.description).not.toBe('');
    }
  });

  it('are the ones that the example of a configuration loads', () => {
    const config = parse(read('prometheus/prometheus.yml')) as { rule_files: readonly string[] };
    expect(config.rule_files).toEqual(['autoheal-alerts.yml']);
  });
});
