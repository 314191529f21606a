import type { TraceFamily } from './trace-family.js';

/** `handle@http://shop/app.js:10:5`, as Firefox and Safari write it. */
const BROWSER_FRAME = /^[^\s@]*@\S+:\d+:\d+$/;

/** Node.js and browsers; frames are mostly indented, but not where a logger trims lines. */
export const javascriptFamily: TraceFamily = {
  id: 'javascript',
  continues: (text) => text.startsWith('at ') || BROWSER_FRAME.test(text),
};
