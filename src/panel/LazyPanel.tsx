/** Loads the panel's body on its own, so that the entry stays small; begins at once, so that queries need not end first. */
import React, { lazy, Suspense } from 'react';
import type { PanelProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import type { HotpathOptions } from './options';

const load = () =>
  import(/* webpackChunkName: "hotpath-panel" */ './HotpathPanel').then((module) => ({ default: module.HotpathPanel }));

// Grafana mounts a panel when its data is there; the network should not wait for that. A failure here is tried again.
const early = load();
early.catch(() => undefined);

const Body = lazy(() => early.catch(load));

export function LazyPanel(props: PanelProps<HotpathOptions>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="Loading panel…" />}>
      <Body {...props} />
    </Suspense>
  );
}
