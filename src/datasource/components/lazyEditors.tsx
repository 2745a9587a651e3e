/** The editors, loaded when one of them is opened: a dashboard that only shows data fetches none of them. */
import React, { lazy, Suspense, type ComponentProps } from 'react';
import { LoadingPlaceholder } from '@grafana/ui';

const loading = <LoadingPlaceholder text="Loading editor…" />;

const Config = lazy(() =>
  import(/* webpackChunkName: "datasource-config" */ './ConfigEditor').then((module) => ({
    default: module.ConfigEditor,
  }))
);
const Query = lazy(() =>
  import(/* webpackChunkName: "datasource-query" */ './QueryEditor').then((module) => ({ default: module.QueryEditor }))
);
const Variable = lazy(() =>
  import(/* webpackChunkName: "datasource-query" */ '../variables/VariableQueryEditor').then((module) => ({
    default: module.VariableQueryEditor,
  }))
);

export const LazyConfigEditor = (props: ComponentProps<typeof Config>) => (
  <Suspense fallback={loading}>
    <Config {...props} />
  </Suspense>
);

export const LazyQueryEditor = (props: ComponentProps<typeof Query>) => (
  <Suspense fallback={loading}>
    <Query {...props} />
  </Suspense>
);

export const LazyVariableQueryEditor = (props: ComponentProps<typeof Variable>) => (
  <Suspense fallback={loading}>
    <Variable {...props} />
  </Suspense>
);
