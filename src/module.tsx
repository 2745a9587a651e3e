/** Entry of the app plugin: registers pages and the panel-menu link; everything heavy is loaded on demand. */
import React, { lazy, Suspense } from 'react';
import { AppPlugin, type AppRootProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import { panelMenuLink } from './app/menuLink/panelMenuLink';

const LazyApp = lazy(() => import('./app/App').then((module) => ({ default: module.App })));

function AppRoot(props: AppRootProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading Fix Layer…" />}>
      <LazyApp {...props} />
    </Suspense>
  );
}

export const plugin = new AppPlugin<{}>().setRootPage(AppRoot).addLink(panelMenuLink);
