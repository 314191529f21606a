import type ts from 'typescript';

/** The compiler's API, which is handed on: only what repairs code pays for loading it. */
export type TypeScript = typeof ts;

export async function loadTypescript(): Promise<TypeScript> {
  return (await import('typescript')).default;
}
