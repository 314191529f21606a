/** Parts of a dependency that a lock file must agree with package.json on. */
const KINDS = ['dependencies', 'devDependencies'];

/**
 * What is wrong with a lock file: packages without integrity, from elsewhere than a registry (which need not be
 * named) over HTTPS, or another wish than package.json's.
 *
 * @returns {string[]} a sentence each
 */
export function lockProblems(manifest, lock) {
  const { '': root = {}, ...packages } = lock.packages ?? {};
  const locked = Object.entries(packages).filter(([, { link, inBundle }]) => !link && !inBundle);
  return [
    ...(lock.lockfileVersion === 3 ? [] : ['must be of version 3']),
    ...locked
      .filter(([, { integrity }]) => !/^sha(?:256|384|512)-/.test(integrity ?? ''))
      .map(([name]) => `${name} has no integrity`),
    ...locked
      .filter(
        ([, { resolved }]) =>
          resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(resolved),
      )
      .map(([name, { resolved }]) => `${name} comes from ${String(resolved)}`),
    ...KINDS.flatMap((kind) => disagreements(kind, manifest[kind], root[kind])),
  ];
}

function disagreements(kind, wished = {}, locked = {}) {
  return [...new Set([...Object.keys(wished), ...Object.keys(locked)])]
    .filter((name) => wished[name] !== locked[name])
    .map((name) => `${kind} of ${name}: ${locked[name]}, package.json says ${wished[name]}`);
}
