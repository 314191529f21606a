import type { Status } from '../api/types.js';
import type { Entry } from '../data/query-cache.js';
import { Overview } from '../pages/overview/Overview.js';
import { NotFound } from '../pages/NotFound.js';
import type { Route } from '../router/routes.js';

interface ViewProps {
  readonly route: Route;
  readonly status: Entry<Status>;
}

export function View({ route, status }: ViewProps) {
  switch (route.page) {
    case 'overview':
      return <Overview status={status} />;
    default:
      return <NotFound />;
  }
}
