/** Keeps the end of a stream of text within a bound. */
export class TailBuffer {
  private pieces: string[] = [];
  private length = 0;

  constructor(private readonly maxChars: number) {}

  append(text: string): void {
    this.pieces.push(text);
    this.length += text.length;
    if (this.length > this.maxChars * 2) this.compact();
  }

  toString(): string {
    this.compact();
    return this.pieces[0] ?? '';
  }

  private compact(): void {
    const text = this.pieces.join('').slice(-this.maxChars);
    this.pieces = text === '' ? [] : [text];
    this.length = text.length;
  }
}
