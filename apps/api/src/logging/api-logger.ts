import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { inspect } from 'node:util';

/** What Nest says about itself while it starts: forty lines that tell an operator nothing. */
const FRAMEWORK = new Set([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

/** Lines for people, or one JSON object a line for programs. */
export class ApiLogger extends ConsoleLogger {
  constructor(format: 'text' | 'json') {
    super({ json: format === 'json', colors: format === 'text' && process.stdout.isTTY });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (typeof context === 'string' && FRAMEWORK.has(context)) return;
    super.log(message, ...rest);
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function oneLine(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { breakLength: Infinity });
}
