/**
 * Replays every program of test/replay through the built operator, and prints (or writes, with --write) the
 * table of docs/repair.md. With OPENAI_API_KEY set, that model is scored as well, templates off.
 *
 * Usage: npm run replay [-- --write] [-- --why] [-- --parallel=N] [-- NAME...]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);
const { loadPrograms } = await import('../test/replay/program.ts');
const { replayAll } = await import('../test/replay/replay-all.ts');
const { byLiveModel } = await import('../test/replay/replay.ts');
const { replayTable, isPerfect } = await import('../test/replay/replay-table.ts');

const names = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const programs = loadPrograms().filter(({ name }) => names.length === 0 || names.includes(name));
const parallel = process.argv.find((word) => word.startsWith('--parallel='))?.split('=')[1];
const replayed = await replayAll(
  programs,
  tell,
  parallel === undefined ? undefined : Number(parallel),
);
const live = process.env.OPENAI_API_KEY ? new Map() : undefined;
if (live) for (const program of programs) live.set(program.name, await byLiveModel(program));

const table = replayTable(replayed, live);
if (process.argv.includes('--write')) {
  const file = new URL('../docs/repair.md', import.meta.url);
  const marked = /(<!-- replay -->\n)[^]*(<!-- \/replay -->)/;
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(
      marked,
      (_all, open, close) => `${open}\n${table}\n${close}`,
    ),
  );
} else {
  console.log(table);
}
process.exitCode = isPerfect(replayed) ? 0 : 1;

/** A line for each program as it is done: progress, and what went wrong. */
function tell({ program, template, templateRounds, rightKept, refusals }) {
  const kept = Object.entries(refusals).filter(([, why]) => why === undefined);
  const bad = [
    ...(rightKept ? [] : ['right refused']),
    ...kept.map(([kind]) => `${kind} not refused`),
  ];
  const problems = bad.length > 0 ? `; ${bad.join(', ')}` : '';
  console.error(`${program.name}: template ${template} in ${templateRounds}${problems}`);
  if (process.argv.includes('--why')) console.error(refusals);
}
