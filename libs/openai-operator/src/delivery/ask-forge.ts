import type { ForgePlace } from './find-forge.js';

export type ForgeAnswer =
  | { readonly ok: true; readonly status: number; readonly text: string }
  | { readonly ok: false; readonly message: string };

const TIMEOUT_MS = 30_000;

/** One request to the REST API of a forge. Redirects are not followed: a token goes along. */
export async function askForge(
  { forge, apiUrl, token }: ForgePlace,
  path: string,
  body: unknown,
  signal: AbortSignal,
): Promise<ForgeAnswer> {
  try {
    const response = await fetch(`${apiUrl.replace(/\/$/, '')}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'zion-autoheal',
        ...forge.headers(token),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    return { ok: true, status: response.status, text: await response.text() };
  } catch (error) {
    const { message, cause } = error as Error;
    return { ok: false, message: cause instanceof Error ? cause.message : message };
  }
}
