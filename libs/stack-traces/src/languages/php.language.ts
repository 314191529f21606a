import type { StackFrame } from '../stack-frame.js';
import type { TraceLanguage } from '../trace-language.js';

/** `#0 /srv/shop/orders.php(10): Orders->find('7')` */
const FRAME = /^#\d{1,5} ([^\s(][^(]{0,500}\.php)\((\d{1,7})\): (.+)$/;
/** `PHP Fatal error:  Uncaught Error: boom in /srv/shop/db.php:7`, also `… on line 7` */
const THROWN = / in (\/[^\s:]{1,500}\.php)(?::| on line )(\d{1,7})$/;
const PACKAGES = '/vendor/';

/** Where it was thrown first, then who called, innermost first. */
export const phpLanguage: TraceLanguage = {
  id: 'php',
  frames: (lines) => {
    const thrown = lines.map((line) => placeOf(THROWN.exec(line))).find((place) => place);
    const callers = lines.flatMap((line) => placeOf(FRAME.exec(line)) ?? []);
    return [...(thrown ? [thrown] : []), ...callers].filter(({ file }) => !file.includes(PACKAGES));
  },
};

function placeOf(found: RegExpExecArray | null): StackFrame | undefined {
  if (!found) return undefined;
  const [, file = '', line = '', call = ''] = found;
  return { functionName: call.replace(/\(.*$/, ''), file, line: Number(line), column: 1 };
}
