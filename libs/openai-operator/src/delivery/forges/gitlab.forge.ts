import type { Forge } from './forge.js';

/** gitlab.com and GitLab of one's own. */
export const gitlabForge: Forge = {
  id: 'gitlab',
  recognises: (host) => /(?:^|\.)gitlab\./.test(host),
  apiUrl: (host) => `https://${host}/api/v4`,
  headers: (token) => ({ 'private-token': token }),
  pushUser: 'oauth2',
  find: ({ project, branch }) =>
    `/projects/${encodeURIComponent(project)}/merge_requests?${new URLSearchParams({ source_branch: branch, state: 'opened' }).toString()}`,
  open: ({ project, branch, baseBranch, title, body }) => ({
    path: `/projects/${encodeURIComponent(project)}/merge_requests`,
    body: {
      source_branch: branch,
      target_branch: baseBranch,
      title,
      description: body,
      remove_source_branch: true,
    },
  }),
  urlField: 'web_url',
};
