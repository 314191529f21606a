import type { Forge } from './forge.js';

/** github.com and GitHub Enterprise Server. */
export const githubForge: Forge = {
  id: 'github',
  recognises: (host) => /(?:^|\.)github\./.test(host),
  apiUrl: (host) => (host === 'github.com' ? 'https://api.github.com' : `https://${host}/api/v3`),
  headers: (token) => ({
    authorization: `Bearer ${token}`,
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
  }),
  pushUser: 'x-access-token',
  find: ({ project, branch }) =>
    `${repository(project)}/pulls?${new URLSearchParams({ head: `${project.split('/')[0] ?? ''}:${branch}` }).toString()}`,
  open: ({ project, branch, baseBranch, title, body }) => ({
    path: `${repository(project)}/pulls`,
    body: { title, head: branch, base: baseBranch, body },
  }),
  urlField: 'html_url',
};

function repository(project: string): string {
  return `/repos/${project.split('/').map(encodeURIComponent).join('/')}`;
}
