import type { Complain, ConfigCheck } from './config-check.js';
import { didYouMean } from './did-you-mean.js';
import { children, type RawEntry, texts } from './raw-config.js';

/** Dependencies are services that are listed, and none needs itself, by whatever way round. */
export const checkServices: ConfigCheck = (file, complain) => {
  const services = children(file, 'services');
  const needs = new Map(services.map((service) => [idOf(service), namesOf(service)]));
  for (const service of services) {
    for (const { path, text } of texts(service, 'dependsOn')) {
      if (!needs.has(text)) complain(path, notListed(text, [...needs.keys()]));
    }
    complainOfCircle(service, needs, complain);
  }
};

function complainOfCircle(
  { path, value }: RawEntry,
  needs: ReadonlyMap<string, readonly string[]>,
  complain: Complain,
): void {
  const id = idOf({ path, value });
  const way = wayBack(id, id, needs, new Set());
  if (way) complain([...path, 'dependsOn'], `"${id}" needs itself: ${[id, ...way].join(' -> ')}`);
}

/** The services on the way from one to another by what they need; undefined where there is none. */
function wayBack(
  from: string,
  to: string,
  needs: ReadonlyMap<string, readonly string[]>,
  seen: Set<string>,
): readonly string[] | undefined {
  for (const next of needs.get(from) ?? []) {
    if (next === to) return [next];
    if (seen.has(next)) continue;
    seen.add(next);
    const rest = wayBack(next, to, needs, seen);
    if (rest) return [next, ...rest];
  }
  return undefined;
}

function idOf({ value }: RawEntry): string {
  return typeof value['id'] === 'string' ? value['id'] : '';
}

function namesOf(service: RawEntry): readonly string[] {
  return texts(service, 'dependsOn').map(({ text }) => text);
}

function notListed(name: string, known: readonly string[]): string {
  return `there is no service "${name}" in this list${didYouMean(name, known) || `; add it as - { id: ${name} }`}`;
}
