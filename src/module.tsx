/** Entry of the app plugin: registers the pages and the panel-menu link; everything heavy is loaded on demand. */
import React, { lazy, Suspense } from 'react';
import { AppPlugin, type AppPluginMeta, type AppRootProps, type PluginConfigPageProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import { panelMenuLink } from './app/menuLink/panelMenuLink';
import { APP_ID } from './app/pluginIds';
import { withTranslations } from './shared/ui/i18n/loadTranslations';
import { t } from './shared/ui/i18n/translate';

const LazyApp = lazy(() => withTranslations(APP_ID, import('./app/App')).then(({ App }) => ({ default: App })));
const LazySettings = lazy(() =>
  withTranslations(APP_ID, import('./app/settings/AppSettingsPage')).then(({ AppSettingsPage }) => ({
    default: AppSettingsPage,
  }))
);

function AppRoot(props: AppRootProps<{}>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text={t('app.loading-fix-layer', 'Loading Fix Layer…')} />}>
      <LazyApp {...props} />
    </Suspense>
  );
}

function SettingsRoot(props: PluginConfigPageProps<AppPluginMeta<{}>>) {
  return (
    <Suspense fallback={<LoadingPlaceholder text={t('app.loading-settings', 'Loading settings…')} />}>
      <LazySettings {...props} />
    </Suspense>
  );
}

export const plugin = new AppPlugin<{}>()
  .setRootPage(AppRoot)
  // Grafana reads the titles of a page and of the link when it starts, before there are translations.
  .addConfigPage({
    title: 'Service names',
    id: 'service-names',
    icon: 'link',
    body: SettingsRoot,
  })
  .addLink(panelMenuLink);
