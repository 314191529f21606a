import { resourceNames } from '../monitors/resources/resource-kinds.js';
import type { CheckContext, Complain, ConfigCheck } from './config-check.js';
import { didYouMean } from './did-you-mean.js';
import { child, children, type RawEntry, texts } from './raw-config.js';

/** Each id once, and every id that something refers to is there. */
export const checkIds: ConfigCheck = (file, complain, { builtInSources }: CheckContext) => {
  const sources = children(file, 'sources');
  const probes = children(file, 'probes');
  const patterns = children(file, 'patterns');
  const services = children(file, 'services');

  complainOfClashes(sources, builtInSources, complain);
  for (const entries of [sources, probes, patterns, services]) complainOfRepeats(entries, complain);

  const sourceIds = [...builtInSources, ...idsOf(sources)];
  for (const { path, text } of patterns.flatMap((pattern) => texts(pattern, 'sources'))) {
    if (!sourceIds.includes(text)) complain(path, unknown('source', text, sourceIds));
  }
  const probeIds = idsOf(probes);
  for (const { path, text } of [...verifications(file), ...services].flatMap((entry) =>
    texts(entry, 'probe'),
  )) {
    if (!probeIds.includes(text)) complain(path, unknown('probe', text, probeIds));
  }
};

function idsOf(entries: readonly RawEntry[]): string[] {
  return entries.flatMap(({ value }) => (typeof value['id'] === 'string' ? [value['id']] : []));
}

function complainOfRepeats(entries: readonly RawEntry[], complain: Complain): void {
  const seen = new Set<unknown>();
  for (const { path, value } of entries) {
    const { id } = value;
    if (typeof id === 'string' && seen.has(id))
      complain([...path, 'id'], `"${id}" stands here twice; each id must be used once`);
    seen.add(id);
  }
}

function complainOfClashes(
  sources: readonly RawEntry[],
  builtIn: readonly string[],
  complain: Complain,
): void {
  for (const { path, value } of sources) {
    const { id } = value;
    if (typeof id === 'string' && builtIn.includes(id))
      complain([...path, 'id'], `"${id}" is a built-in source; choose another id`);
  }
}

function verifications(file: RawEntry): RawEntry[] {
  const resources = child(file, 'resources');
  return [
    child(file, 'defaults'),
    ...children(file, 'patterns'),
    ...children(file, 'probes'),
    ...(resources ? resourceNames.map((name) => child(resources, name)) : []),
    ...(resources ? children(resources, 'services') : []),
  ].flatMap((entry) => (entry ? (child(entry, 'verification') ?? []) : []));
}

function unknown(kind: string, id: string, known: readonly string[]): string {
  const hint = didYouMean(id, known);
  const list = known.length === 0 ? 'there are none' : `there are ${known.join(', ')}`;
  return `there is no ${kind} "${id}"${hint === '' ? `; ${list}` : hint}`;
}
