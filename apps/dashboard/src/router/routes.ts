export type Route =
  | { readonly page: 'overview' | 'services' | 'incidents' | 'heals' | 'repairs' }
  | { readonly page: 'patterns' | 'alerts' | 'fleet' | 'settings' | 'not-found' }
  | {
      readonly page: 'service' | 'incident' | 'heal' | 'repair' | 'alert';
      readonly id: string;
    };

const LISTS = [
  'services',
  'incidents',
  'heals',
  'repairs',
  'patterns',
  'alerts',
  'fleet',
  'settings',
] as const;
const ONE_OF = {
  services: 'service',
  incidents: 'incident',
  heals: 'heal',
  repairs: 'repair',
  alerts: 'alert',
} as const;

/** Which view a path of the page shows. */
export function matchRoute(pathname: string): Route {
  const [list = '', id, ...more] = pathname.split('/').filter((part) => part !== '');
  if (list === '' || (list === 'index.html' && id === undefined)) return { page: 'overview' };
  if (more.length > 0) return { page: 'not-found' };
  if (id !== undefined) return one(list, id);
  const page = LISTS.find((name) => name === list);
  return { page: page ?? 'not-found' };
}

function one(list: string, id: string): Route {
  if (!Object.hasOwn(ONE_OF, list)) return { page: 'not-found' };
  try {
    return { page: ONE_OF[list as keyof typeof ONE_OF], id: decodeURIComponent(id) };
  } catch {
    return { page: 'not-found' };
  }
}

/** The entry of the navigation that a view belongs to. */
export function sectionOf({ page }: Route): string {
  const list = Object.entries(ONE_OF).find(([, single]) => single === page)?.[0];
  return list ?? page;
}
