export const forgeIds = ['github', 'gitlab'] as const;
export type ForgeId = (typeof forgeIds)[number];

export interface ProposalRequest {
  readonly project: string;
  readonly branch: string;
  readonly baseBranch: string;
  readonly title: string;
  readonly body: string;
}

/** How one kind of forge is asked: one file and one line in the registry. */
export interface Forge {
  readonly id: ForgeId;
  /** Whether a host is this forge's own. */
  recognises(host: string): boolean;
  /** The REST API of a host. */
  apiUrl(host: string): string;
  headers(token: string): Readonly<Record<string, string>>;
  /** Who pushes by HTTPS with the token. */
  readonly pushUser: string;
  /** The request that opens a pull request: its path under the API, and its body. */
  open(request: ProposalRequest): { readonly path: string; readonly body: unknown };
  /** The path that lists the open pull requests of a branch. */
  find(request: Pick<ProposalRequest, 'project' | 'branch'>): string;
  /** Where people find it, from what the forge answered. */
  readonly urlField: 'html_url' | 'web_url';
}
