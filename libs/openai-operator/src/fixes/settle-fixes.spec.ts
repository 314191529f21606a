import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryFixStore, TestProject } from '@app/openai-operator/testing';
import type { Fix } from './fix.js';
import { StoredFixes } from './fix-recorder.js';
import { settleFixes } from './settle-fixes.js';

const [BEFORE, AFTER] = ['before\n', 'after\n'];
const patch = { filePath: 'a.js', base: BEFORE, text: AFTER, error: 'TypeError: x' };

describe('fixes whose run died while it replaced the file', () => {
  let project: TestProject;
  let store: MemoryFixStore;
  let recorder: StoredFixes;

  beforeEach(() => {
    project = new TestProject({ 'a.js': BEFORE });
    store = new MemoryFixStore();
    recorder = new StoredFixes(store, {
      repairId: 'repair-1',
      incidentId: null,
      now: () => 0,
      windowMs: 1,
    });
  });
  afterEach(() => {
    project.dispose();
  });

  const settled = async (text: string | undefined, change: Partial<Fix> = {}) => {
    await recorder.begin(patch);
    await store.advance('repair-1', 'applying', change);
    if (text !== undefined) project.write('a.js', text);
    await settleFixes(store, project.root);
    return store.fixes.get('repair-1')?.status;
  };

  it('are applied where the file has the patch', async () => {
    expect(await settled(AFTER)).toBe('applied');
  });

  it.each([BEFORE, 'by hand\n'])('are forgotten where the file is %j', async (text) => {
    expect(await settled(text)).toBeUndefined();
  });

  it('wait for approval again where they did before', async () => {
    const proposedAt = '2026-01-01T00:00:00.000Z';
    expect(await settled(BEFORE, { proposedAt })).toBe('proposed');
  });

  it('are not lost when their run was only taken for dead', async () => {
    expect(await settled(BEFORE)).toBeUndefined();
    project.write('a.js', AFTER);
    await recorder.finish(true);
    expect(store.fixes.get('repair-1')).toMatchObject({ status: 'applied', after: AFTER });
  });
});
