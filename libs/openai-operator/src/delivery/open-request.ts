import { z } from 'zod';
import { askForge } from './ask-forge.js';
import type { ForgePlace } from './find-forge.js';
import type { PatchDescription } from './describe-patch.js';

export type OpenedRequest =
  { readonly ok: true; readonly url: string } | { readonly ok: false; readonly message: string };

const SHOWN_CHARS = 300;
/** How forges say that there is one for this branch: then somebody opened it before, or we did and died. */
const MAYBE_THERE: ReadonlySet<number> = new Set([409, 422]);

/** Opens a pull request by the REST API of the forge, or finds the one that is open for the branch. */
export async function openRequest(
  place: ForgePlace,
  patch: PatchDescription & { readonly branch: string },
  signal: AbortSignal,
): Promise<OpenedRequest> {
  const { forge, project, baseBranch } = place;
  const { path, body } = forge.open({ project, baseBranch, ...patch });
  const answer = await askForge(place, path, body, signal);
  if (!answer.ok) return refused(answer.message);
  const { status, text } = answer;
  if (status >= 200 && status < 300)
    return { ok: true, url: urlIn(text, forge.urlField) ?? patch.branch };
  const known = MAYBE_THERE.has(status)
    ? await openAlready(place, patch.branch, signal)
    : undefined;
  return known === undefined
    ? refused(`${String(status)}: ${text.slice(0, SHOWN_CHARS)}`)
    : { ok: true, url: known };
}

async function openAlready(place: ForgePlace, branch: string, signal: AbortSignal) {
  const { forge, project } = place;
  const answer = await askForge(place, forge.find({ project, branch }), undefined, signal);
  if (!answer.ok || answer.status !== 200) return undefined;
  const [first] = z.array(z.unknown()).safeParse(parsed(answer.text)).data ?? [];
  return urlOf(first, forge.urlField);
}

function urlIn(text: string, field: string): string | undefined {
  return urlOf(parsed(text), field);
}

function urlOf(value: unknown, field: string): string | undefined {
  return z.object({ [field]: z.url() }).safeParse(value).data?.[field];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function refused(why: string): OpenedRequest {
  return {
    ok: false,
    message: `no pull request could be opened for it (${why}). Open it by hand.`,
  };
}
