export const REDACTOR = Symbol('Redactor');

/**
 * Masks secrets in free text. The one gate before text reaches a log, an alert or a model.
 * Text without a secret comes back unchanged; never rejects.
 */
export interface Redactor {
  redact(text: string): Promise<string>;
}

export const MASK = '[redacted]';
