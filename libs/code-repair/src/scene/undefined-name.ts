const NODE = /([\w$]+) is not defined/;
const SAFARI = /Can't find variable: ([\w$]+)/;

/** The name of a ReferenceError. */
export function undefinedName(message: string): string | undefined {
  return (NODE.exec(message) ?? SAFARI.exec(message))?.[1];
}
