import { describe, expect, it } from '@jest/globals';
import { githubForge } from './forges/github.forge.js';
import { gitlabForge } from './forges/gitlab.forge.js';
import { parseRemote } from './parse-remote.js';

describe('the address of a remote', () => {
  it.each([
    ['https://github.com/zion/shop.git', 'github.com', 'zion/shop', true],
    ['https://user:pw@gitlab.example.org/a/b/c/', 'gitlab.example.org', 'a/b/c', true],
    ['ssh://git@github.com:22/zion/shop', 'github.com', 'zion/shop', false],
    ['git@github.com:zion/shop.git', 'github.com', 'zion/shop', false],
    ['/srv/git/shop.git', '', '', false],
    ['../shop.git', '', '', false],
    ['file:///srv/git/shop.git', '', '', false],
  ])('%s', (address, host, project, https) => {
    expect(parseRemote(address)).toEqual({ host, project, https });
  });

  it('tells the forge by its host', () => {
    expect(githubForge.recognises('github.com')).toBe(true);
    expect(githubForge.apiUrl('github.example.org')).toBe('https://github.example.org/api/v3');
    expect(gitlabForge.recognises('gitlab.example.org')).toBe(true);
    expect(gitlabForge.recognises('notgitlab.org')).toBe(false);
  });
});
