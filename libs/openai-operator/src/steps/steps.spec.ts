import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TestProject } from '@app/openai-operator/testing';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { Workspace } from '../workspace/workspace.js';
import { findStep } from './registry.js';
import type { RunContext, StepResult } from './step.js';

describe('the steps', () => {
  let project: TestProject;
  let context: RunContext;

  beforeEach(() => {
    project = new TestProject({
      'src/a.js': 'one\n',
      'test/a.test.js': 'test\n',
      'package.json': '{}',
      '.env': 'KEY=secret\n',
    });
    context = project.context();
  });
  afterEach(() => {
    context.state.workspace?.removeAll();
    project.dispose();
  });

  const use = async (id: string, options: Record<string, unknown> = {}): Promise<StepResult> => {
    const step = findStep(id);
    if (!step) throw new Error(`no step ${id}`);
    return step.run(options, context);
  };
  const refused = (message: string) => ({
    ok: false,
    outcome: 'refused',
    message: expect.stringContaining(message),
  });

  describe('target', () => {
    it('gives out the path from the root, whatever way it was named', async () => {
      expect(await use('target', { file: project.path('src/../src/a.js') })).toEqual({
        ok: true,
        output: 'src/a.js',
      });
    });

    it.each([
      ['', 'send a filePath'],
      ['../outside.js', 'outside the project root'],
      ['src/none.js', 'does not exist'],
    ])('refuses %j', async (file, message) => {
      expect(await use('target', { file })).toMatchObject(refused(message));
    });
  });

  describe('read-file', () => {
    it('gives out the content', async () => {
      expect(await use('read-file', { path: 'src/a.js' })).toEqual({ ok: true, output: 'one\n' });
    });

    it.each(['test/a.test.js', 'package.json', '.env', 'src/.hidden.js', 'src/a.spec.ts'])(
      'refuses %s, which is protected',
      async (path) => {
        project.write(path, 'x');
        expect(await use('read-file', { path })).toMatchObject(refused('protected'));
      },
    );

    it('refuses what is no text, and what is too large', async () => {
      writeFileSync(project.path('src/b.js'), Buffer.from([0xff, 0xfe, 0x00]));
      expect(await use('read-file', { path: 'src/b.js' })).toMatchObject(refused('no UTF-8'));
      project.write('src/c.js', 'x'.repeat(300_000));
      expect(await use('read-file', { path: 'src/c.js' })).toMatchObject(refused('larger than'));
    });
  });

  describe('workspace', () => {
    it('copies the project as it is, without secrets and links', async () => {
      symlinkSync('/etc/hostname', project.path('src/link.js'));
      await use('workspace');
      const { workspace } = context.state;
      expect([...(workspace?.files ?? [])].sort()).toEqual([
        'package.json',
        'src/a.js',
        'test/a.test.js',
      ]);
      expect(workspace?.has('.env')).toBe(false);
      expect(workspace?.has('src/link.js')).toBe(false);
    });

    it('clones itself without touching the first copy, and removes all at once', async () => {
      const first = await Workspace.create(project.root, context.processes);
      const second = first.clone();
      writeFileSync(second.path('src/a.js'), 'two\n');
      expect(first.clone().path('src/a.js')).not.toBe(second.path('src/a.js'));
      first.removeAll();
      expect([first.has('package.json'), second.has('package.json')]).toEqual([false, false]);
    });
  });

  describe('apply-patch and promote', () => {
    it('change the copy first, and the project once', async () => {
      await use('workspace');
      expect(await use('apply-patch', { file: 'src/a.js', text: 'two\n' })).toMatchObject({
        ok: true,
        output: expect.stringContaining('-one\n+two'),
      });
      expect(project.read('src/a.js')).toBe('one\n');
      chmodSync(project.path('src/a.js'), 0o755);
      expect(await use('promote', { file: 'src/a.js', base: 'one\n' })).toMatchObject({ ok: true });
      expect(project.read('src/a.js')).toBe('two\n');
      expect(context.state.promoted).toBe(true);
    });

    it('leave a file alone that somebody else changed meanwhile', async () => {
      await use('workspace');
      await use('apply-patch', { file: 'src/a.js', text: 'two\n' });
      project.write('src/a.js', 'by hand\n');
      expect(await use('promote', { file: 'src/a.js', base: 'one\n' })).toMatchObject({
        outcome: 'rejected',
        message: expect.stringContaining('by somebody else'),
      });
      expect(project.read('src/a.js')).toBe('by hand\n');
    });

    it.each(['test/a.test.js', 'package.json', '../x.js'])('refuse %s', async (file) => {
      await use('workspace');
      expect(await use('apply-patch', { file, text: 'x' })).toMatchObject({ outcome: 'refused' });
    });

    it('need a workspace', async () => {
      const failed = { outcome: 'failed', message: expect.stringContaining('workspace') };
      expect(await use('apply-patch', { file: 'src/a.js', text: 'x' })).toMatchObject(failed);
      expect(await use('promote', { file: 'src/a.js', base: 'x' })).toMatchObject({
        outcome: 'failed',
        message: expect.stringContaining('no patch'),
      });
    });
  });

  describe('eslint', () => {
    const install = (report: string): void => {
      project.write('node_modules/.bin/eslint', `#!/bin/sh\ncat <<'EOF'\n${report}\nEOF\nexit 1\n`);
      chmodSync(project.path('node_modules/.bin/eslint'), 0o755);
    };
    const entry = (file: string, errorCount: number) => ({
      filePath: project.path(file),
      errorCount,
      messages: [],
    });

    it('gives out the file with most errors that may be changed', async () => {
      install(
        JSON.stringify([entry('src/a.js', 2), entry('src/b.js', 5), entry('test/a.test.js', 9)]),
      );
      expect(await use('eslint')).toEqual({ ok: true, output: 'src/b.js' });
    });

    it('says what is missing', async () => {
      expect(await use('eslint')).toMatchObject(refused('has no ESLint'));
      install(JSON.stringify([entry('src/a.js', 0)]));
      expect(await use('eslint')).toMatchObject(refused('finds no error'));
      install('Oops: a broken configuration');
      expect(await use('eslint')).toMatchObject({ outcome: 'failed' });
    });
  });

  describe('find-route', () => {
    it('gives out the file of the handler, or nothing', async () => {
      project.write('src/routes.js', "app.get('/cart/:id', show);\n");
      expect(await use('find-route', { route: 'GET /cart/7' })).toEqual({
        ok: true,
        output: 'src/routes.js',
      });
      expect(await use('find-route', { route: 'GET /nowhere' })).toEqual({ ok: true, output: '' });
    });
  });
});
