/** `a.b is not a function`: what was called, as the engine writes it, and its last name. */
export interface Uncallable {
  readonly called: string;
  readonly name: string;
}

const NOT_A_FUNCTION = /(.+?) is not a function/;

export function uncallable(message: string): Uncallable | undefined {
  const called = NOT_A_FUNCTION.exec(message)?.[1]?.trim();
  const name = called === undefined ? undefined : /([\w$]+)$/.exec(called)?.[1];
  return called === undefined || name === undefined ? undefined : { called, name };
}
