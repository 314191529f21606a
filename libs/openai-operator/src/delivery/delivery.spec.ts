import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliverStep } from '../steps/deliver.step.js';
import type { RunContext, StepResult } from '../steps/step.js';
import type { DeliveryMode } from './delivery-modes.js';
import type { DeliverySettings } from './delivery.settings.js';

const [BASE, FIXED] = ['cart.coupon.percent;\n', 'cart.coupon?.percent;\n'];
const ERROR = 'TypeError: x @everyone closes #1\n```\nKEY=s3cret';

describe('the delivery of a patch', () => {
  let project: TestProject;
  let context: RunContext;

  beforeEach(() => {
    project = new TestProject({ 'app/src/cart.js': BASE, 'app/other.js': 'other\n' });
    git('init', '--quiet', '--initial-branch=main');
    git('config', 'user.email', 'a@b.c');
    git('config', 'user.name', 'A');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    // The project may be a folder of a larger repository.
    context = project.context(
      {},
      {
        projectRoot: project.path('app'),
        redact: (text) => Promise.resolve(text.replace('s3cret', 'MASKED')),
      },
    );
    context.state.patched = new Map([['src/cart.js', FIXED]]);
    context.state.verdict = { ok: true, fixed: 1, proven: true, message: '1 test passes now.' };
  });
  afterEach(() => {
    project.dispose();
  });

  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: project.root, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  const set = (delivery: Partial<DeliverySettings>): void => {
    context = { ...context, delivery: { ...context.delivery, ...delivery } };
  };
  const deliver = (mode?: DeliveryMode): Promise<StepResult> =>
    deliverStep.run({ file: 'src/cart.js', base: BASE, error: ERROR, mode }, context);
  const branch = (): string => git('branch', '--list', 'autoheal/*', '--format=%(refname:short)');
  const refused = (message: string) => ({
    outcome: 'refused',
    message: expect.stringContaining(message),
  });

  it('is the project itself by default', async () => {
    expect(await deliver()).toEqual({ ok: true, output: 'applied' });
    expect(project.read('app/src/cart.js')).toBe(FIXED);
    expect(context.state).toMatchObject({ promoted: true });
  });

  it('leaves the project alone where a diff is asked for', async () => {
    set({ mode: 'suggest' });
    const proposal = 'as a diff, until somebody applies it: autoheal repairs apply repair-1';
    expect(await deliver()).toEqual({ ok: true, output: proposal });
    expect(project.read('app/src/cart.js')).toBe(BASE);
    expect(context.state).toMatchObject({ promoted: false, proposal });
    expect(project.fixes.fixes.get('repair-1')).toMatchObject({
      status: 'proposed',
      before: BASE,
      after: FIXED,
    });
  });

  describe('as a branch', () => {
    it('is one commit on what is checked out; files, index and current branch stay', async () => {
      project.write('app/other.js', 'not committed\n');
      project.write('staged.js', 'staged\n');
      git('add', 'staged.js');
      chmodSync(project.path('app/src/cart.js'), 0o755);
      git('commit', '--quiet', '-m', 'mode', 'app/src/cart.js');
      const status = git('status', '--porcelain');
      const head = git('rev-parse', 'HEAD');
      expect(await deliver('branch')).toMatchObject({
        output: expect.stringMatching(/^on the branch autoheal\/src-cart-[0-9a-f]{10}$/),
      });
      expect(git('diff', '--name-only', head, branch())).toBe('app/src/cart.js');
      expect(git('show', `${branch()}:app/src/cart.js`)).toBe(FIXED.trimEnd());
      expect(git('ls-tree', branch(), 'app/src/cart.js')).toMatch(/^100755/);
      expect(git('rev-parse', `${branch()}^`)).toBe(head);
      expect(git('status', '--porcelain')).toBe(status);
      expect(project.read('app/src/cart.js')).toBe(BASE);
      expect(git('symbolic-ref', '--short', 'HEAD')).toBe('main');
    });

    it('says who wrote it and what proves it, and quotes the log without letting it act', async () => {
      await deliver('branch');
      const [author, ...message] = git('log', '-1', '--format=%an <%ae>%n%B', branch()).split('\n');
      expect(author).toBe('Zion Auto-Heal <autoheal@localhost>');
      expect(message[0]).toBe('Fix TypeError in src/cart.js');
      expect(message.join('\n')).toContain('1 test passes now.\n\n````\nTypeError');
      expect(message.join('\n')).toContain('KEY=MASKED\n````');
    });

    it('is the same branch for the same patch', async () => {
      await deliver('branch');
      const first = git('rev-parse', branch());
      await deliver('branch');
      expect(git('rev-parse', branch())).toBe(first);
    });

    it('runs no hook', async () => {
      const hook = '.git/hooks/reference-transaction';
      project.write(hook, `#!/bin/sh\ntouch "${project.path('ran')}"\n`);
      chmodSync(project.path(hook), 0o755);
      await deliver('branch');
      expect(branch()).not.toBe('');
      expect(existsSync(project.path('ran'))).toBe(false);
    });

    it('refuses a file with changes of its own, and a project without git', async () => {
      git('rm', '--quiet', '--cached', 'app/src/cart.js');
      git('commit', '--quiet', '-m', 'not tracked');
      expect(await deliver('branch')).toMatchObject(refused('not committed'));
      git('commit', '--quiet', '--allow-empty', '-m', 'empty');
      context = { ...context, projectRoot: project.folder };
      project.write('../src/cart.js', BASE);
      expect(await deliver('branch')).toMatchObject(refused('no git repository'));
    });
  });

  describe('as a pull request', () => {
    let server: Server;
    let asked: { url: string; headers: IncomingHttpHeaders; body: unknown }[];
    let answer: { status: number; body: unknown };
    let open: unknown;

    beforeEach(async () => {
      asked = [];
      open = [];
      answer = { status: 201, body: { html_url: 'https://forge.example.org/pull/7' } };
      server = createServer((request, response) => {
        let text = '';
        request.on('data', (piece: Buffer) => (text += piece.toString()));
        request.on('end', () => {
          const { url = '', headers, method } = request;
          const body = text === '' ? undefined : (JSON.parse(text) as unknown);
          asked.push({ url, headers, body });
          const listed = method === 'GET';
          response
            .writeHead(listed ? 200 : answer.status)
            .end(JSON.stringify(listed ? open : answer.body));
        });
      });
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      execFileSync('git', ['init', '--quiet', '--bare', `${project.folder}/remote.git`]);
      git('remote', 'add', 'origin', `${project.folder}/remote.git`);
      const { port } = server.address() as AddressInfo;
      set({
        mode: 'pull-request',
        forge: 'github',
        forgeUrl: `http://127.0.0.1:${String(port)}/api`,
        forgeProject: 'zion/shop',
        forgeToken: 'the-token',
      });
    });
    afterEach(() => {
      server.close();
    });

    const pushed = (): string =>
      execFileSync('git', ['branch', '--format=%(refname:short)'], {
        cwd: `${project.folder}/remote.git`,
        encoding: 'utf8',
      }).trim();

    it('pushes the branch and opens one on GitHub', async () => {
      expect(await deliver()).toEqual({
        ok: true,
        output: 'at https://forge.example.org/pull/7',
      });
      expect(pushed()).toBe(branch());
      expect(asked).toMatchObject([
        {
          url: '/api/repos/zion/shop/pulls',
          headers: { authorization: 'Bearer the-token' },
          body: { title: 'Fix TypeError in src/cart.js', head: branch(), base: 'main' },
        },
      ]);
      expect(JSON.stringify(asked[0]?.body)).not.toContain('s3cret');
      expect(project.read('app/src/cart.js')).toBe(BASE);
    });

    it('opens one on GitLab', async () => {
      set({ forge: 'gitlab', baseBranch: 'release' });
      answer = { status: 201, body: { web_url: 'https://forge.example.org/mr/8' } };
      expect(await deliver()).toMatchObject({ output: 'at https://forge.example.org/mr/8' });
      expect(asked).toMatchObject([
        {
          url: '/api/projects/zion%2Fshop/merge_requests',
          headers: { 'private-token': 'the-token' },
          body: { source_branch: branch(), target_branch: 'release' },
        },
      ]);
    });

    it.each([
      ['github', 422, 'html_url', '/api/repos/zion/shop/pulls?head=zion%3A'],
      ['gitlab', 409, 'web_url', '/api/projects/zion%2Fshop/merge_requests?source_branch='],
    ] as const)('finds the one that is open already on %s', async (forge, status, field, path) => {
      set({ forge });
      answer = { status, body: { message: 'there is one' } };
      open = [{ [field]: 'https://forge.example.org/7' }];
      expect(await deliver()).toMatchObject({ ok: true, output: 'at https://forge.example.org/7' });
      expect(asked[1]?.url).toContain(`${path}${encodeURIComponent(branch())}`);
    });

    it('names the branch that is there when the forge refuses', async () => {
      answer = { status: 422, body: { message: 'A pull request already exists' } };
      expect(await deliver()).toMatchObject({
        outcome: 'failed',
        message: expect.stringMatching(/autoheal\/src-cart-\w+ is pushed, but .*422.*already/),
      });
    });

    it('says that nothing can be pushed', async () => {
      git('remote', 'set-url', 'origin', `${project.folder}/gone.git`);
      expect(await deliver()).toMatchObject({
        outcome: 'failed',
        message: expect.stringContaining('could not be pushed'),
      });
      expect(asked).toEqual([]);
    });

    it.each([
      ['CODEX_FORGE_TOKEN', { forgeToken: undefined }],
      ['CODEX_GIT_REMOTE', { remote: 'elsewhere' }],
      ['CODEX_FORGE', { forge: undefined }],
      ['CODEX_FORGE_PROJECT', { forgeProject: undefined }],
      ['CODEX_FORGE_URL', { forgeUrl: undefined }],
    ])('asks for %s where it is not known', async (variable, missing) => {
      set(missing);
      expect(await deliver()).toMatchObject(refused(`Set ${variable}.`));
      expect(branch()).toBe('');
    });
  });
});
