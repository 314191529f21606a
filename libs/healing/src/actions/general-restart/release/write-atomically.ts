import { open, rename } from 'node:fs/promises';

/** Whoever reads the file sees the old text or the new one, also after a kill or a power cut. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const next = `${path}.next`;
  const file = await open(next, 'w');
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(next, path);
}
