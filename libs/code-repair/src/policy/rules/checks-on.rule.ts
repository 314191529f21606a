import type { Complaint, PatchRule } from '../patch-rule.js';

const SWITCHES =
  /@ts-(?:ignore|nocheck|expect-error)|eslint-disable|(?:istanbul|c8|v8|node:coverage) ignore|biome-ignore|oxlint-disable|sourceMappingURL|^#!.*/gm;

/** Checks stay on: no new comment that silences the compiler, a linter or coverage, or redirects a debugger. */
export const checksOnRule: PatchRule = {
  id: 'checks-on',
  check({ before, after }) {
    const had: string[] = before.text.match(SWITCHES) ?? [];
    return (after.text.match(SWITCHES) ?? []).flatMap((found): Complaint[] => {
      const at = had.indexOf(found);
      if (at < 0) return [{ message: `switches a check off by ${found}` }];
      had.splice(at, 1);
      return [];
    });
  },
};
