/** Loads the panel's body on first use, so that the entry stays small. */
import React, { lazy, Suspense } from 'react';
import type { PanelProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import type { HotpathOptions } from './options';

const Body = lazy(() => import(/* webpackChunkName: "hotpath-panel" */ './HotpathPanel').then((module) => ({ default: module.HotpathPanel })));

export function LazyPanel(props: PanelProps<HotpathOptions>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading panel…" />}>
      <Body {...props} />
    </Suspense>
  );
}
