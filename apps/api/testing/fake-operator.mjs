// Stands in for openai-operator in the API's tests, as a real process: writes down what it was given,
// then does what the first word of the log snippet says.
import { appendFileSync, writeFileSync } from 'node:fs';

const [command, pipeline, option, resultPath, , tracePath] = process.argv.slice(2);
const [word, ...rest] = (process.env.CODEX_ERROR_LOG_SNIPPET ?? '').split(' ');
const record = { command, pipeline, option, cwd: process.cwd(), env: process.env };
appendFileSync(process.env.CODEX_TEST_RECORD, `${JSON.stringify(record)}\n`);

const exchange = { model: 'm', prompt: 'p', answer: 'a', inputTokens: 1, outputTokens: 2 };
const finish = (outcome) =>
  writeFileSync(
    resultPath,
    JSON.stringify({
      outcome,
      message: `the operator says ${outcome}`,
      diff: '--- a\n+++ b\n',
      exchanges: [exchange],
      jobId: 'ignored',
    }),
  );

appendFileSync(
  tracePath,
  `${JSON.stringify({ at: '2026-01-01T00:00:00.000Z', event: 'started', task: word })}\n`,
);

switch (word) {
  case 'hang':
    setInterval(() => undefined, 1_000);
    break;
  case 'crash':
    console.error('key is sk-aaaaaaaaaaaaaaaaaaaaaaaa');
    process.exitCode = 7;
    break;
  case 'wait-for': {
    const { existsSync } = await import('node:fs');
    while (!existsSync(rest[0])) await new Promise((resolve) => setTimeout(resolve, 10));
    finish('kept');
    break;
  }
  case 'die':
    process.kill(process.pid, 'SIGKILL');
    break;
  case 'half':
    writeFileSync(resultPath, '{"outcome":"ke');
    break;
  default:
    finish(word === 'reject' ? 'rejected' : 'kept');
}
