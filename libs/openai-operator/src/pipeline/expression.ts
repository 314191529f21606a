/** What an expression may look at. */
export interface ExpressionScope {
  readonly env: Readonly<Record<string, string>>;
  /** By task name; a task that has not run yet is not there. */
  readonly steps: Readonly<Record<string, { readonly output: string; readonly outcome: string }>>;
  /** Whether every task so far succeeded. */
  readonly succeeded: boolean;
  /** Within a search: the entry of its matrix that is tried. */
  readonly candidate?: Readonly<Record<string, string>>;
}

type Value = string | boolean;
type Evaluate = (scope: ExpressionScope) => Value;

const TOKEN = /\s*(?:(\|\||&&|==|!=|!|\(|\))|'([^']*)'|([A-Za-z_][\w.-]*))/y;

/**
 * The pipeline's expressions: `env.X`, `steps.name.output`, `steps.name.outcome`, `candidate.key`, 'text', `==`,
 * `!=`, `&&`, `||`, `!`, brackets, `success()`, `failure()`, `always()`. What is not there is the empty text;
 * the empty text is false. `||` gives the first of its sides that is true, as in JavaScript.
 *
 * @throws SyntaxError saying where it does not parse
 */
export function parseExpression(source: string): Evaluate {
  const parser = new Parser(tokenize(source), source);
  return parser.parse();
}

/** Replaces each `${{ … }}` in a text by its value. @throws SyntaxError */
export function fillTemplate(text: string, scope: ExpressionScope): string {
  return text.replace(TEMPLATE, (_whole, expression: string) =>
    String(parseExpression(expression)(scope)),
  );
}

const TEMPLATE = /\$\{\{(.*?)\}\}/g;

export function expressionsIn(text: string): string[] {
  return [...text.matchAll(TEMPLATE)].map(([, expression]) => expression ?? '');
}

/** The names that an expression looks up, as they stand in it. @throws SyntaxError */
export function namesIn(source: string): string[] {
  parseExpression(source);
  return tokenize(source).flatMap(({ name }) => (name?.includes('.') ? [name] : []));
}

export function isTrue(value: Value): boolean {
  return value !== '' && value !== false;
}

interface Token {
  readonly operator?: string;
  readonly text?: string;
  readonly name?: string;
}

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  while (source.slice(pattern.lastIndex).trim() !== '') {
    const at = pattern.lastIndex;
    const match = pattern.exec(source);
    if (!match)
      throw new SyntaxError(`"${source.trim()}" does not parse at "${source.slice(at).trim()}"`);
    const [, operator, text, name] = match;
    if (operator !== undefined) tokens.push({ operator });
    else if (name !== undefined) tokens.push({ name });
    else tokens.push({ text: text ?? '' });
  }
  return tokens;
}

class Parser {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly source: string,
  ) {}

  parse(): Evaluate {
    const evaluate = this.or();
    if (this.at < this.tokens.length) throw this.error();
    return evaluate;
  }

  private or(): Evaluate {
    let left = this.and();
    while (this.takes('||')) {
      const [a, b] = [left, this.and()];
      left = (scope) => (isTrue(a(scope)) ? a(scope) : b(scope));
    }
    return left;
  }

  private and(): Evaluate {
    let left = this.equality();
    while (this.takes('&&')) {
      const [a, b] = [left, this.equality()];
      left = (scope) => (isTrue(a(scope)) ? b(scope) : a(scope));
    }
    return left;
  }

  private equality(): Evaluate {
    const left = this.unary();
    const wanted = this.takes('==') ? true : this.takes('!=') ? false : undefined;
    if (wanted === undefined) return left;
    const right = this.unary();
    return (scope) => (String(left(scope)) === String(right(scope))) === wanted;
  }

  private unary(): Evaluate {
    if (this.takes('!')) {
      const inner = this.unary();
      return (scope) => !isTrue(inner(scope));
    }
    if (this.takes('(')) {
      const inner = this.or();
      if (!this.takes(')')) throw this.error();
      return inner;
    }
    return this.value();
  }

  private value(): Evaluate {
    const token = this.tokens[this.at];
    this.at += 1;
    if (token?.text !== undefined) {
      const { text } = token;
      return () => text;
    }
    if (token?.name === undefined) throw this.error();
    if (this.takes('(')) return this.call(token.name);
    return lookUp(token.name, this.error());
  }

  private call(name: string): Evaluate {
    if (!this.takes(')')) throw this.error();
    const calls: Record<string, Evaluate> = {
      success: ({ succeeded }) => succeeded,
      failure: ({ succeeded }) => !succeeded,
      always: () => true,
    };
    const evaluate = Object.hasOwn(calls, name) ? calls[name] : undefined;
    if (!evaluate) throw this.error();
    return evaluate;
  }

  private takes(operator: string): boolean {
    if (this.tokens[this.at]?.operator !== operator) return false;
    this.at += 1;
    return true;
  }

  private error(): SyntaxError {
    return new SyntaxError(
      `"${this.source.trim()}" is no expression of this form: env.X, steps.name.output, candidate.key, 'text', ==, !=, &&, ||, !, success(), failure(), always()`,
    );
  }
}

function lookUp(name: string, error: SyntaxError): Evaluate {
  const [root, key = '', field, more] = name.split('.');
  if (root === 'env' && key !== '' && field === undefined) {
    return ({ env }) => (Object.hasOwn(env, key) ? (env[key] ?? '') : '');
  }
  if (root === 'candidate' && key !== '' && field === undefined) {
    return ({ candidate = {} }) => (Object.hasOwn(candidate, key) ? (candidate[key] ?? '') : '');
  }
  if (root === 'steps' && more === undefined && (field === 'output' || field === 'outcome')) {
    return ({ steps }) => (Object.hasOwn(steps, key) ? (steps[key]?.[field] ?? '') : '');
  }
  throw error;
}
