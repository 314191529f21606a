import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { type ConfigProblem, type DocumentPath, formatPath } from './config-problem.js';

/** More would be a file made to fill the memory. */
const MOST_ALIASES = 100;

/** Where the parser's own words speak of something else than the file. */
const plainWords: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key stands here twice; remove one',
  MULTIPLE_DOCS: 'a pattern file is one document; remove the line ---, or make it two files',
};

/** A parsed YAML (or JSON) file that knows where everything stands. */
export class ConfigDocument {
  private readonly counter = new LineCounter();
  private readonly document: Document.Parsed;
  /** What is wrong with the syntax; empty when `value` can be trusted. */
  readonly problems: readonly ConfigProblem[];
  /** The document as plain data; undefined when it has problems. */
  readonly value: unknown;

  /** @throws RangeError when the text nests too deeply to be parsed */
  constructor(text: string) {
    this.document = parseDocument(text, {
      lineCounter: this.counter,
      merge: true,
      stringKeys: true,
    });
    const problems = [...this.document.errors, ...this.document.warnings].map((error) =>
      this.syntaxProblem(error),
    );
    this.value = problems.length === 0 ? this.toData(problems) : undefined;
    this.problems = problems;
  }

  /** A problem at a place of the document; a path that leads to nothing means the last node on its way. */
  problemAt(path: DocumentPath, message: string): ConfigProblem {
    return { ...this.place(this.nodeAt(path)), path: formatPath(path), message };
  }

  /** The same, at the key rather than at its value. */
  problemAtKey(parent: DocumentPath, key: string, message: string): ConfigProblem {
    const map = this.nodeAt(parent);
    const pair = isMap(map) ? map.items.find((item) => keyOf(item.key) === key) : undefined;
    const node = isNode(pair?.key) ? pair.key : map;
    return { ...this.place(node), path: formatPath([...parent, key]), message };
  }

  private toData(problems: ConfigProblem[]): unknown {
    try {
      const data = this.document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
      // A circle would have no end for whoever walks through it.
      JSON.stringify(data);
      return data;
    } catch (error) {
      problems.push(
        this.problemAt(
          [],
          `the anchors of this file cannot be followed (${error instanceof Error ? error.message : String(error)}); write the repeated parts out`,
        ),
      );
      return undefined;
    }
  }

  private syntaxProblem({ code, message, pos }: YAMLError): ConfigProblem {
    const place = this.counter.linePos(pos[0]);
    // The parser appends an excerpt of the file, which the place makes needless.
    const [sentence = message] = message.split(/ at line \d+|\n/);
    return {
      line: place.line,
      column: place.col,
      path: '',
      message: plainWords[code] ?? sentence,
    };
  }

  private nodeAt(path: DocumentPath): Node | null {
    let node: Node | null = this.document.contents;
    for (const step of path) {
      const next = this.childOf(node, step);
      if (next === undefined) return node;
      node = next;
    }
    return node;
  }

  private childOf(node: Node | null, step: string | number): Node | undefined {
    const target = isAlias(node) ? node.resolve(this.document) : node;
    const child: unknown = isMap(target)
      ? target.items.find((item) => keyOf(item.key) === String(step))?.value
      : isSeq(target)
        ? target.items[Number(step)]
        : undefined;
    return isNode(child) ? child : undefined;
  }

  private place(node: Node | null): { line: number; column: number } {
    const { line, col } = this.counter.linePos(node?.range?.[0] ?? 0);
    return { line, column: col };
  }
}

function keyOf(key: unknown): string | undefined {
  return isScalar(key) ? String(key.value) : undefined;
}
