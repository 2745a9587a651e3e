/** Loads the panel's body on its own, so that the entry stays small; begins at once, so that queries need not end first. */
import React, { lazy, Suspense, useState, type ComponentType } from 'react';
import type { PanelProps } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Alert, Button, LoadingPlaceholder } from '@grafana/ui';
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

// A page that was open while the plugin was updated asks for a file that is no more: only a new page knows the new names.
const LateBody = lazy(() => early.catch(load).catch(() => ({ default: BodyMissing })));

function BodyMissing() {
  return (
    <Alert severity="error" title={t('panel.body-missing', 'A file of this panel could not be loaded.')}>
      <p>
        {t(
          'panel.body-missing-cause',
          'The connection broke, or the plugin was updated while this page was open. Nothing of the dashboard is lost.'
        )}
      </p>
      <Button size="sm" variant="secondary" onClick={() => window.location.reload()}>
        {t('panel.reload-page', 'Reload the page')}
      </Button>
    </Alert>
  );
}

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
