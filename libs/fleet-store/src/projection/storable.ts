/** PostgreSQL takes neither NUL nor halves of characters, and log lines may hold both. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}
