import { lazy, Suspense } from 'react';
import type { Status } from '../api/types.js';
import type { Entry } from '../data/query-cache.js';
import { Alerts } from '../pages/alerts/Alerts.js';
import { AlertView } from '../pages/alerts/AlertView.js';
import { Fleet } from '../pages/fleet/Fleet.js';
import { Heals } from '../pages/heals/Heals.js';
import { HealView } from '../pages/heals/HealView.js';
import { Incidents } from '../pages/incidents/Incidents.js';
import { IncidentView } from '../pages/incidents/IncidentView.js';
import { NotFound } from '../pages/NotFound.js';
import { Overview } from '../pages/overview/Overview.js';
import { Patterns } from '../pages/patterns/Patterns.js';
import { Repairs } from '../pages/repairs/Repairs.js';
import { RepairView } from '../pages/repairs/RepairView.js';
import { Services } from '../pages/services/Services.js';
import { Settings } from '../pages/settings/Settings.js';
import type { Route } from '../router/routes.js';

/** Charts are loaded when they are looked at: the first screen has none. */
const ServiceView = lazy(async () => {
  const module = await import('../pages/services/ServiceView.js');
  return { default: module.ServiceView };
});

interface ViewProps {
  readonly route: Route;
  readonly status: Entry<Status>;
}

export function View({ route, status }: ViewProps) {
  switch (route.page) {
    case 'overview':
      return <Overview status={status} />;
    case 'services':
      return <Services />;
    case 'service':
      return (
        <Suspense>
          <ServiceView key={route.id} name={route.id} />
        </Suspense>
      );
    case 'incidents':
      return <Incidents />;
    case 'incident':
      return <IncidentView key={route.id} id={route.id} />;
    case 'heals':
      return <Heals />;
    case 'heal':
      return <HealView key={route.id} id={route.id} />;
    case 'repairs':
      return <Repairs />;
    case 'repair':
      return <RepairView key={route.id} id={route.id} />;
    case 'patterns':
      return <Patterns />;
    case 'alerts':
      return <Alerts />;
    case 'alert':
      return <AlertView key={route.id} id={route.id} />;
    case 'fleet':
      return <Fleet />;
    case 'settings':
      return <Settings />;
    case 'not-found':
      return <NotFound />;
  }
}
