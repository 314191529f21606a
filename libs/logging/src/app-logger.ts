import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { isatty } from 'node:tty';
import { inspect, stripVTControlCharacters } from 'node:util';

const STDOUT = 1;

/** What Nest says about itself while it starts: forty lines that tell an operator nothing. */
const FRAMEWORK = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Lines for people, or one JSON object a line for programs. */
export class AppLogger extends ConsoleLogger {
  constructor(format: 'text' | 'json') {
    super({ json: format === 'json', colors: format === 'text' && isatty(STDOUT) });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (!isFramework(rest.at(-1))) super.log(message, ...rest);
  }

  /** The framework throws what it logs while it starts, and we say it in words for the operator. */
  override error(message: unknown, ...rest: unknown[]): void {
    if (!isFramework(rest.at(-1))) super.error(message, ...rest);
  }

  /** A static message with its fields, as `message field=value`. */
  protected override stringifyMessage(message: unknown, level: LogLevel): string {
    if (!isRecord(message) || typeof message['msg'] !== 'string') {
      return super.stringifyMessage(message, level);
    }
    const { msg, ...fields } = message;
    const words = Object.entries(fields).map(([name, value]) => `${name}=${oneLine(value)}`);
    return this.colorize([msg, ...words].join(' '), level);
  }
}

function isFramework(context: unknown): boolean {
  return typeof context === 'string' && FRAMEWORK.has(context);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Values come from logs too: none begins a line of its own, or acts on the terminal that shows it. */
function oneLine(value: unknown): string {
  const text = typeof value === 'string' ? value : inspect(value, { breakLength: Infinity });
  return stripVTControlCharacters(text).replace(/\p{C}+/gu, ' ');
}
