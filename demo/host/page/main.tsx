/** Entry of the host page: services first, then the tree that Grafana's components expect, then a dashboard or the app's page. */
import 'uplot/dist/uPlot.min.css';
import '@grafana/react-data-grid/lib/styles.css';
import './page.css';
import React, { useEffect, useState } from 'react';
import { type AppPlugin, type AppPluginMeta, ThemeContext } from '@grafana/data';
import { config, getBackendSrv, locationService, LocationServiceProvider } from '@grafana/runtime';
import { type EmbeddedScene, UrlSyncContextProvider } from '@grafana/scenes';
import { Alert, ErrorBoundaryAlert, GlobalStyles, LoadingPlaceholder, PortalContainer } from '@grafana/ui';
import { createRoot } from 'react-dom/client';
import { Route, Router, Routes, useParams } from 'react-router-dom';
import { type DashboardJson, dashboardToScene } from './dashboardToScene';
import { ExplorePage, loadExplored } from './explore/ExplorePage';
import { fillIconCache } from './icons';
import { importModule } from './loader';
import { initServices } from './services';
import { TitleRow } from './TitleRow';

type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly message: string };

function useLoaded<T>(key: string, load: () => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string; loaded: Loaded<T> }>({ key, loaded: { kind: 'loading' } });
  useEffect(() => {
    let current = true;
    load().then(
      (value) => current && setState({ key, loaded: { kind: 'ready', value } }),
      (error) =>
        current &&
        setState({ key, loaded: { kind: 'failed', message: error?.data?.message ?? error?.message ?? String(error) } })
    );
    return () => {
      current = false;
    };
    // `load` is a new function each time; `key` says what it loads.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  return state.key === key ? state.loaded : { kind: 'loading' };
}

function DashboardPage() {
  const { uid = '' } = useParams();
  const loaded = useLoaded(uid, async () => {
    const { dashboard } = await getBackendSrv().get<{ dashboard: DashboardJson }>(`/api/dashboards/uid/${uid}`);
    const scene: EmbeddedScene = dashboardToScene(dashboard, {
      leaveOutLongWindows: window.fixLayerHost.windows !== null,
    });
    return { dashboard, scene };
  });
  switch (loaded.kind) {
    case 'loading':
      return <LoadingPlaceholder text="Loading dashboard…" />;
    case 'failed':
      return <Alert title="The dashboard could not be shown">{loaded.message}</Alert>;
    case 'ready': {
      const { dashboard, scene } = loaded.value;
      return (
        <UrlSyncContextProvider scene={scene} createBrowserHistorySteps updateUrlOnInit>
          <TitleRow title={dashboard.title} links={dashboard.links} />
          <main className="host-canvas">
            <scene.Component model={scene} />
          </main>
        </UrlSyncContextProvider>
      );
    }
  }
}

function AppPage() {
  const { id = '' } = useParams();
  const meta = config.apps[id];
  const loaded = useLoaded(id, async () => {
    if (!meta) {
      throw new Error(`App ${id} was not found`);
    }
    const { plugin } = await importModule<{ plugin: AppPlugin }>(meta.path);
    plugin.meta = { ...meta, enabled: true, jsonData: {} } as unknown as AppPluginMeta;
    return plugin;
  });
  switch (loaded.kind) {
    case 'loading':
      return <LoadingPlaceholder text="Loading app…" />;
    case 'failed':
      return <Alert title="The app could not be loaded">{loaded.message}</Alert>;
    case 'ready': {
      const Root = loaded.value.root;
      return (
        <>
          <TitleRow
            title="Fix Layer"
            links={[{ title: 'SLO and fix layer', url: '/d/fixlayer-slo', keepTime: true }]}
          />
          <main className="host-canvas">
            {Root && (
              <Root
                meta={loaded.value.meta as never}
                basename={`/a/${id}`}
                onNavChanged={() => undefined}
                query={Object.fromEntries(locationService.getSearch()) as never}
                path={locationService.getLocation().pathname}
              />
            )}
          </main>
        </>
      );
    }
  }
}

function Explore() {
  const { uid = '' } = useParams();
  const loaded = useLoaded(uid, () => loadExplored(uid));
  switch (loaded.kind) {
    case 'loading':
      return <LoadingPlaceholder text="Loading datasource…" />;
    case 'failed':
      return <Alert title="The datasource could not be explored">{loaded.message}</Alert>;
    case 'ready':
      return (
        <>
          <TitleRow title="Explore" links={[{ title: 'SLO and fix layer', url: '/d/fixlayer-slo', keepTime: true }]} />
          <main className="host-canvas">
            <ExplorePage datasource={loaded.value} />
          </main>
        </>
      );
  }
}

function Page() {
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useEffect(() => history.listen((next: typeof history.location) => setLocation(next)), [history]);
  return (
    <ThemeContext.Provider value={config.theme2}>
      <GlobalStyles />
      <LocationServiceProvider service={locationService}>
        <Router location={location} navigator={history as never} navigationType={history.action as never}>
          <ErrorBoundaryAlert>
            <Routes>
              <Route path="/d/:uid/*" element={<DashboardPage />} />
              <Route path="/a/:id/*" element={<AppPage />} />
              <Route path="/explore/:uid" element={<Explore />} />
            </Routes>
          </ErrorBoundaryAlert>
          <PortalContainer />
        </Router>
      </LocationServiceProvider>
    </ThemeContext.Provider>
  );
}

fillIconCache(window.__grafana_public_path__);
initServices().then(() => createRoot(document.getElementById('root')!).render(<Page />));
