import { readFileSync } from 'node:fs';
import { AdaptiveCandidateScanner } from '../../libs/detection/src/engine/candidates/adaptive-candidate-scanner.ts';
import { LinearRegex } from '../../libs/detection/src/engine/linear-regex.ts';
import { finish, wholeLines } from './chunks.mjs';

const [, , rulesFile, log] = process.argv;
const requirements = readFileSync(rulesFile, 'utf8')
  .trimEnd()
  .split('\n')
  .map((rule) => LinearRegex.compile(rule).regex.requirement);
const scanner = new AdaptiveCandidateScanner(
  requirements.map((requirement, index) => ({ index, requirement })),
);
let candidates = 0;
for (const { bytes } of wholeLines(log)) scanner.scan(bytes, () => (candidates += 1));
finish(candidates);
