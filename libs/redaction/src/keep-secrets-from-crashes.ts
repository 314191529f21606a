import { inspect } from 'node:util';
import { maskKnown } from './mask-known.js';
import { applyTextRules } from './text-rules.js';

const EXIT_CRASHED = 1;

/**
 * What a process leaves behind when it dies tells no secret: the last words of an error that nobody caught
 * are masked, and diagnostic reports are written without the environment.
 *
 * @param secrets values that this process holds
 */
export function keepSecretsFromCrashes(secrets: readonly string[]): void {
  process.report.excludeEnv = true;
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${applyTextRules(maskKnown(inspect(error), secrets))}\n`);
    process.exit(EXIT_CRASHED);
  });
}
