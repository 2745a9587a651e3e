/** Entry of the app plugin: registers the pages and the panel-menu link; everything heavy is loaded on demand. */
import React, { lazy, Suspense } from 'react';
import { AppPlugin, type AppPluginMeta, type AppRootProps, type PluginConfigPageProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import { panelMenuLink } from './app/menuLink/panelMenuLink';

const LazyApp = lazy(() => import('./app/App').then(({ App }) => ({ default: App })));
const LazySettings = lazy(() =>
  import('./app/settings/AppSettingsPage').then(({ AppSettingsPage }) => ({ default: AppSettingsPage }))
);

function AppRoot(props: AppRootProps<{}>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading Fix Layer…" />}>
      <LazyApp {...props} />
    </Suspense>
  );
}

function SettingsRoot(props: PluginConfigPageProps<AppPluginMeta<{}>>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading settings…" />}>
      <LazySettings {...props} />
    </Suspense>
  );
}

export const plugin = new AppPlugin<{}>()
  .setRootPage(AppRoot)
  .addConfigPage({ title: 'Service names', id: 'service-names', icon: 'link', body: SettingsRoot })
  .addLink(panelMenuLink);
