import { z } from 'zod';
import type { ForgePlace } from './find-forge.js';
import type { PatchDescription } from './describe-patch.js';

export type OpenedRequest =
  { readonly ok: true; readonly url: string } | { readonly ok: false; readonly message: string };

const TIMEOUT_MS = 30_000;
const SHOWN_CHARS = 300;

/** Opens a pull request by the REST API of the forge. Redirects are not followed: a token goes along. */
export async function openRequest(
  { forge, apiUrl, project, baseBranch, token }: ForgePlace,
  patch: PatchDescription & { readonly branch: string },
  signal: AbortSignal,
): Promise<OpenedRequest> {
  const { path, body } = forge.open({ project, baseBranch, ...patch });
  try {
    const response = await fetch(`${apiUrl.replace(/\/$/, '')}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'zion-autoheal',
        ...forge.headers(token),
      },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const text = await response.text();
    if (!response.ok) return refused(`${String(response.status)}: ${text.slice(0, SHOWN_CHARS)}`);
    const url = z.object({ [forge.urlField]: z.url() }).safeParse(JSON.parse(text)).data;
    return { ok: true, url: url?.[forge.urlField] ?? patch.branch };
  } catch (error) {
    const { message, cause } = error as Error;
    return refused(cause instanceof Error ? cause.message : message);
  }
}

function refused(why: string): OpenedRequest {
  return {
    ok: false,
    message: `no pull request could be opened for it (${why}). Open it by hand.`,
  };
}
