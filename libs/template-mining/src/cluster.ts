import { WILDCARD } from './mask.js';
import type { Template } from './template.js';

/** Lines of one kind, and the template that they have shrunk to. */
export class Cluster {
  private tokens: readonly string[];
  private count = 0;
  private example = '';

  constructor(
    readonly id: number,
    tokens: readonly string[],
  ) {
    this.tokens = tokens;
  }

  /** The share of equal words, 0 to 1, and how many wildcards it took: ties go to the more special one. */
  similarity(tokens: readonly string[]): { readonly share: number; readonly wildcards: number } {
    let equal = 0;
    let wildcards = 0;
    this.tokens.forEach((token, index) => {
      if (token === WILDCARD) wildcards += 1;
      else if (token === tokens[index]) equal += 1;
    });
    return { share: tokens.length === 0 ? 1 : equal / tokens.length, wildcards };
  }

  /** Takes one more line in; where it differs, the template gets a wildcard. */
  take(tokens: readonly string[], line: string): void {
    if (this.count > 0) {
      this.tokens = this.tokens.map((token, index) => (token === tokens[index] ? token : WILDCARD));
    }
    this.count += 1;
    this.example = line;
  }

  toTemplate(): Template {
    return { id: this.id, text: this.tokens.join(' '), count: this.count, example: this.example };
  }
}
