/** The editors, loaded when one of them is opened: a dashboard that only shows data fetches none of them. */
import React, { lazy, Suspense, type ComponentProps } from 'react';
import { LoadingPlaceholder } from '@grafana/ui';
import { withTranslations } from '../../shared/ui/i18n/loadTranslations';
import { t } from '../../shared/ui/i18n/translate';
import { DATASOURCE_ID } from '../pluginId';

const Loading = () => <LoadingPlaceholder text={t('editor.loading-editor', 'Loading editor…')} />;

const translated = <T,>(editor: Promise<T>): Promise<T> => withTranslations(DATASOURCE_ID, editor);

const Config = lazy(() =>
  translated(import(/* webpackChunkName: "datasource-config" */ './ConfigEditor')).then((module) => ({
    default: module.ConfigEditor,
  }))
);
const Query = lazy(() =>
  translated(import(/* webpackChunkName: "datasource-query" */ './QueryEditor')).then((module) => ({
    default: module.QueryEditor,
  }))
);
const Variable = lazy(() =>
  translated(import(/* webpackChunkName: "datasource-query" */ '../variables/VariableQueryEditor')).then((module) => ({
    default: module.VariableQueryEditor,
  }))
);

export const LazyConfigEditor = (props: ComponentProps<typeof Config>) => (
  <Suspense fallback={<Loading />}>
    <Config {...props} />
  </Suspense>
);

export const LazyQueryEditor = (props: ComponentProps<typeof Query>) => (
  <Suspense fallback={<Loading />}>
    <Query {...props} />
  </Suspense>
);

export const LazyVariableQueryEditor = (props: ComponentProps<typeof Variable>) => (
  <Suspense fallback={<Loading />}>
    <Variable {...props} />
  </Suspense>
);
