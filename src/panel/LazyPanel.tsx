/** Loads the panel's body on its own, so that the entry stays small; begins at once, so that queries need not end first. */
import React, { lazy, Suspense, useState, type ComponentType } from 'react';
import type { PanelProps } from '@grafana/data';
import { config } from '@grafana/runtime';
import { LoadingPlaceholder } from '@grafana/ui';
import { withTranslations } from '../shared/ui/i18n/loadTranslations';
import { t } from '../shared/ui/i18n/translate';
import { makeEarlyStyles } from '../shared/ui/theme/earlyStyles';
import type { HotpathOptions } from './options';
import { PANEL_ID } from './pluginIds';

type Body = ComponentType<PanelProps<HotpathOptions>>;

const load = (): Promise<{ default: Body }> =>
  withTranslations(PANEL_ID, import(/* webpackChunkName: "hotpath-panel" */ './HotpathPanel')).then((module) => ({
    default: module.HotpathPanel,
  }));

let loaded: Body | null = null;

// Grafana mounts a panel when its data is there; the network should not wait for that. A failure here is tried again.
const early = load();
early.then(
  (module) => {
    loaded = module.default;
    makeEarlyStyles(config.theme2);
  },
  () => undefined
);

const LateBody = lazy(() => early.catch(load));

export function LazyPanel(props: PanelProps<HotpathOptions>) {
  // React holds back what follows a fallback for 300 ms, so there must be none when the body is there already.
  const [Ready] = useState<Body | null>(() => loaded);
  return Ready ? (
    <Ready {...props} />
  ) : (
    <Suspense fallback={<LoadingPlaceholder text={t('panel.loading-panel', 'Loading panel…')} />}>
      <LateBody {...props} />
    </Suspense>
  );
}
