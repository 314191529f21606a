import { Inject, Injectable } from '@nestjs/common';
import {
  mapStrings,
  maskNamedSecrets,
  REDACTOR,
  type Redactor,
  redactStrings,
} from '@app/redaction';

/** Texts that cannot hold a secret: ids, times and single short words. */
const HARMLESS = /^(?:[\w.:-]{0,5}|[0-9a-f-]{36}|\d{4}-\d\d-\d\dT[\d:.]{8,12}Z)$/;
const MOST_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 4_000;

/** Masks secrets in answers. The same texts are asked for over and over, so it remembers them. */
@Injectable()
export class RedactedTexts {
  private readonly known = new Map<string, string>();

  constructor(@Inject(REDACTOR) private readonly redactor: Redactor) {}

  /** The same JSON value with the secrets in its texts masked. */
  async redact<T>(value: T): Promise<T> {
    const masked = maskNamedSecrets(value);
    const unknown = new Set<string>();
    mapStrings(masked, (text) => {
      if (!HARMLESS.test(text) && !this.known.has(text)) unknown.add(text);
      return text;
    });
    const fresh = await this.redactAll([...unknown]);
    return mapStrings(masked, (text) => fresh.get(text) ?? this.known.get(text) ?? text) as T;
  }

  private async redactAll(texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (texts.length === 0) return new Map();
    const redacted = (await redactStrings(texts, this.redactor)) as readonly string[];
    const fresh = new Map(texts.map((text, index) => [text, redacted[index] ?? '']));
    for (const [text, safe] of fresh) this.remember(text, safe);
    return fresh;
  }

  private remember(text: string, safe: string): void {
    if (text.length > LONGEST_REMEMBERED) return;
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    this.known.set(text, safe);
  }
}
