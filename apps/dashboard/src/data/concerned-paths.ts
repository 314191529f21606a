interface Happened {
  readonly name: string;
  readonly incidentId?: string;
  readonly healId?: string;
}

/** Which lists an event of this family changes. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  detection: ['/api/incidents', '/api/services'],
  heal: ['/api/heals', '/api/services', '/api/incidents', '/api/loops', '/api/patterns'],
  'heal-loop': ['/api/loops', '/api/services', '/api/patterns'],
  incident: ['/api/incidents', '/api/services'],
  alert: ['/api/alerts'],
  repair: ['/api/heals', '/api/codex/jobs'],
  config: ['/api/config', '/api/patterns', '/api/probes'],
  watchdog: ['/api/services', '/api/config', '/api/patterns', '/api/probes'],
  service: ['/api/services'],
  silence: ['/api/silences'],
};

/** Tells of a path whether what happened changes what the API answers there. */
export function concerns({ name, incidentId, healId }: Happened): (path: string) => boolean {
  const lists = LISTS[name.split('.')[0] ?? ''] ?? [];
  return (path) => {
    const [pathname = ''] = path.split('?');
    return (
      pathname === '/api/status' ||
      lists.includes(pathname) ||
      pathname === `/api/incidents/${incidentId ?? ''}` ||
      isHeal(pathname, name, healId) ||
      (name.startsWith('repair.') && pathname.startsWith('/api/codex/jobs/'))
    );
  };
}

/** An alert or a finished repair is a step of a heal, too, and does not name it. */
function isHeal(pathname: string, name: string, healId: string | undefined): boolean {
  if (!pathname.startsWith('/api/heals/')) return false;
  return healId === undefined ? /^(?:alert|repair)\./.test(name) : pathname.endsWith(`/${healId}`);
}
