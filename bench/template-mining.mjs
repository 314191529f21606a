/**
 * Grouping accuracy of the template miner on logs whose true templates are known (LogHub's 2,000-line
 * samples): the share of lines that are grouped with exactly the lines that they belong with.
 *
 * Usage: npm run bench template-mining FOLDER   (with X_2k.log_structured.csv files; not part of this project)
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);
const { TemplateMiner } = await import('../libs/template-mining/src/template-miner.ts');

const folder = process.argv[2];
if (!folder) {
  console.error('Name the folder with the *_structured.csv files.');
  process.exit(2);
}
console.log('| log | lines | true templates | found | grouping accuracy | lines/s |');
console.log('|---|---|---|---|---|---|');
const accuracies = readdirSync(folder)
  .filter((name) => name.endsWith('_structured.csv'))
  .map((name) => {
    const rows = parseCsv(readFileSync(join(folder, name), 'utf8'));
    const header = rows.shift();
    const [content, eventId] = ['Content', 'EventId'].map((column) => header.indexOf(column));
    const miner = new TemplateMiner();
    const startedAt = performance.now();
    const found = rows.map((row) => miner.add(row[content]).id);
    const perSecond = Math.round((rows.length / (performance.now() - startedAt)) * 1_000);
    const truth = rows.map((row) => row[eventId]);
    const accuracy = groupingAccuracy(found, truth);
    console.log(
      `| ${name.split('_')[0]} | ${rows.length} | ${new Set(truth).size} | ${new Set(found).size} | ${accuracy.toFixed(3)} | ${perSecond} |`,
    );
    return accuracy;
  });
console.log(
  `| mean | | | | ${(accuracies.reduce((a, b) => a + b, 0) / accuracies.length).toFixed(3)} | |`,
);

function groupingAccuracy(found, truth) {
  const members = (labels) => {
    const groups = new Map();
    labels.forEach((label, line) => groups.set(label, [...(groups.get(label) ?? []), line]));
    return groups;
  };
  const trueGroups = members(truth);
  let right = 0;
  for (const lines of members(found).values()) {
    const expected = trueGroups.get(truth[lines[0]]);
    if (expected.join() === lines.join()) right += lines.length;
  }
  return right / found.length;
}

function parseCsv(text) {
  return text
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) =>
        cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
      ),
    );
}
