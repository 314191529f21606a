import { useEffect, useState } from 'react';
import { apiKey } from '../api/api-key.js';
import { ApiProblem } from '../api/api-problem.js';
import { live } from '../data/live.js';
import { queries } from '../data/queries.js';
import { useLocation } from '../router/location.js';
import { matchRoute, sectionOf } from '../router/routes.js';
import { ToastList } from '../ui/ToastList.js';
import { Banner } from './Banner.js';
import { Brand } from './Brand.js';
import { KeyGate } from './KeyGate.js';
import { Navigation } from './Navigation.js';
import { useShortcuts } from './use-shortcuts.js';
import { useStatus } from './use-status.js';
import { View } from './View.js';
import { Vitals } from './Vitals.js';

export function App() {
  const entry = useStatus();
  const { data: status, error } = entry;
  const [session, setSession] = useState(0);
  const route = matchRoute(useLocation().pathname);
  useShortcuts();
  useEffect(() => {
    const over = new AbortController();
    void live.follow(over.signal);
    return () => {
      over.abort();
    };
  }, [session]);

  if (error instanceof ApiProblem && error.status === 401) {
    const enter = (): void => {
      queries.invalidate(() => true);
      setSession(session + 1);
    };
    return <KeyGate refused={apiKey.get() !== null} onKey={enter} />;
  }
  return (
    <div className="shell">
      <a className="skip" href="#content">
        Skip to the content
      </a>
      <header className="side">
        <Brand />
        <Navigation current={sectionOf(route)} status={status} />
        <Vitals status={status} />
      </header>
      <main id="content" tabIndex={-1}>
        <Banner status={status} error={error} />
        <View route={route} status={entry} />
      </main>
      <ToastList />
    </div>
  );
}
