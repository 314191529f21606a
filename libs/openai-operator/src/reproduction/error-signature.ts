/** By what an error is known again, wherever it is thrown. */
export interface ErrorSignature {
  /** `TypeError` */
  readonly name: string;
  /** Its message without what changes from one time to the next. */
  readonly message: string;
}

const ERROR = /\b((?:[A-Z]\w*)?(?:Error|Exception))(?: \[\w+\])?: (.+)/g;
const MESSAGE_CHARS = 200;

/** The errors that a text names, in its order; none where it names none. */
export function signaturesIn(text: string): ErrorSignature[] {
  return [...text.matchAll(ERROR)].map(([, name = '', message = '']) => ({
    name,
    message: settled(message),
  }));
}

export function isSame(a: ErrorSignature, b: ErrorSignature): boolean {
  return a.name === b.name && a.message === b.message;
}

/** Numbers and long quoted texts are values; short quoted names say what is meant. */
function settled(message: string): string {
  return message
    .slice(0, MESSAGE_CHARS)
    .replace(/(["'`])(?:(?!\1).){13,}\1/g, '…')
    .replace(/\d+/g, '0')
    .trim();
}
