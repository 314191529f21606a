/** Where the reporter notes its tests, beside itself. */
export const NODE_REPORT = 'node-test.jsonl';

/**
 * A reporter of node:test that notes every test with the names above it. It appends, so that a command
 * of several processes leaves one report.
 */
export const NODE_REPORTER = `import { appendFileSync } from 'node:fs';
const report = new URL('./${NODE_REPORT}', import.meta.url);
export default async function* autohealReporter(source) {
  const names = new Map();
  for await (const { type, data } of source) {
    const path = names.get(data?.file) ?? [];
    if (type === 'test:start') names.set(data.file, [...path.slice(0, data.nesting), data.name]);
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const skipped = data.skip !== undefined || data.todo !== undefined;
    const status = skipped ? 'skip' : type === 'test:pass' ? 'pass' : 'fail';
    const above = path.slice(0, data.nesting);
    const error = data.details?.error?.cause ?? data.details?.error;
    const frames = String(error?.stack ?? '').match(/^ +at .*$/gm) ?? [];
    const text = [String(error).slice(0, 500), ...frames].join('\\n');
    const said = status === 'fail' && error ? { error: text } : {};
    const line = { file: data.file ?? '', names: [...above, data.name], status, ...said };
    appendFileSync(report, JSON.stringify(line) + '\\n');
  }
  yield '';
}
`;
