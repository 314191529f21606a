import { type RunContext, stop, type StepFailure } from '../steps/step.js';
import type { Forge } from './forges/forge.js';
import { forges } from './forges/registry.js';
import { git } from './git.js';
import { parseRemote } from './parse-remote.js';

/** Where a branch is proposed. */
export interface ForgePlace {
  readonly forge: Forge;
  readonly apiUrl: string;
  readonly project: string;
  readonly baseBranch: string;
  readonly token: string;
  /** With it git pushes; the token stands in no argument. */
  readonly pushEnvironment: Readonly<Record<string, string>>;
}

/** Finds out by settings and by the address of the remote where a pull request goes. */
export async function findForge(context: RunContext): Promise<ForgePlace | StepFailure> {
  const { delivery } = context;
  if (delivery.forgeToken === undefined)
    return stop('refused', 'No pull request without a token. Set CODEX_FORGE_TOKEN.');
  const address = await git(['remote', 'get-url', delivery.remote], context);
  if (!address.ok)
    return stop('refused', `There is no remote ${delivery.remote}. Set CODEX_GIT_REMOTE.`);
  const { host, project: named, https } = parseRemote(address.text);
  const forge = forges.find((kind) =>
    delivery.forge === undefined ? kind.recognises(host) : kind.id === delivery.forge,
  );
  if (!forge) return missing('what kind of forge it is', 'CODEX_FORGE');
  const project = delivery.forgeProject ?? named;
  if (project === '') return missing('which project it is', 'CODEX_FORGE_PROJECT');
  const apiUrl = delivery.forgeUrl ?? (host === '' ? undefined : forge.apiUrl(host));
  if (apiUrl === undefined) return missing('where its API is', 'CODEX_FORGE_URL');
  const baseBranch = delivery.baseBranch ?? (await currentBranch(context));
  if (baseBranch === undefined) return missing('for which branch', 'CODEX_BASE_BRANCH');
  const token = delivery.forgeToken;
  const pushEnvironment = https ? tokenFor(address.text, forge.pushUser, token) : {};
  return { forge, apiUrl, project, baseBranch, token, pushEnvironment };
}

function missing(what: string, variable: string): StepFailure {
  return stop('refused', `The remote does not tell ${what}. Set ${variable}.`);
}

async function currentBranch(context: RunContext): Promise<string | undefined> {
  const branch = await git(['symbolic-ref', '--quiet', '--short', 'HEAD'], context);
  return branch.ok ? branch.text : undefined;
}

function tokenFor(address: string, user: string, token: string): Record<string, string> {
  const credentials = Buffer.from(`${user}:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(address).origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${credentials}`,
  };
}
