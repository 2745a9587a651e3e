/**
 * `/explore/<uid>`: one query of a datasource, in the editor that its plugin brings, and below it what the frames ask to be
 * drawn with. The query stands in the address, as in Grafana's Explore.
 */
import React, { useMemo, useState } from 'react';
import { css } from '@emotion/css';
import { type DataQuery, type DataSourceApi, type GrafanaTheme2, makeTimeRange } from '@grafana/data';
import { getDataSourceSrv, locationService } from '@grafana/runtime';
import { Alert, Button, LoadingBar, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { Results } from './Results';
import { useQueryResult } from './useQueryResult';

/** Loads the datasource first. @throws Error where the instance has no query editor */
export async function loadExplored(uid: string): Promise<DataSourceApi> {
  const datasource = await getDataSourceSrv().get({ uid });
  if (!datasource.components?.QueryEditor) {
    throw new Error(`${datasource.name} has no query editor here: the host's own clients have none`);
  }
  return datasource;
}

export function ExplorePage({ datasource }: { readonly datasource: DataSourceApi }) {
  const styles = useStyles2(getStyles);
  const search = new URLSearchParams(useLocation().search);
  const [from, to] = [momentOf(search.get('from'), 'now-1h'), momentOf(search.get('to'), 'now')];
  const range = useMemo(() => makeTimeRange(from, to), [from, to]);
  const [query, setQuery] = useState<DataQuery>(() => ({
    ...datasource.getDefaultQuery?.('explore' as never),
    refId: 'A',
    ...savedQuery(search.get('query')),
  }));
  const { result, run } = useQueryResult(datasource, query, range);
  const change = (next: DataQuery) => {
    setQuery(next);
    const address = new URLSearchParams(locationService.getSearch());
    address.set('query', JSON.stringify(next));
    locationService.replace({ search: address.toString() });
  };
  const Editor = datasource.components!.QueryEditor!;
  return (
    <>
      <section className={styles.editor} aria-label="Query editor" data-testid="explore-editor">
        <Editor
          datasource={datasource}
          query={query}
          range={range}
          data={result ?? undefined}
          app={'explore' as never}
          onChange={change}
          onRunQuery={run}
        />
        <div className={styles.actions}>
          <Button size="sm" icon="sync" onClick={run}>
            Run query
          </Button>
        </div>
        <div className={styles.bar}>{result?.state === 'Loading' && <LoadingBar width={400} />}</div>
      </section>
      <section aria-label="Result" data-testid="explore-result" data-state={result?.state}>
        {(result?.errors ?? []).map(({ message }, i) => (
          <Alert key={i} severity="error" title="The query failed">
            {message}
          </Alert>
        ))}
        {result && <Results data={result} />}
      </section>
    </>
  );
}

/** Milliseconds when the host's server wrote the address, an ISO date after Scenes did, or text such as `now-1h`. */
function momentOf(text: string | null, otherwise: string): string {
  return text === null || text === '' ? otherwise : /^\d+$/.test(text) ? new Date(Number(text)).toISOString() : text;
}

/** Text of an address is anybody's: what is no object counts for nothing. */
function savedQuery(text: string | null): Partial<DataQuery> {
  try {
    const saved: unknown = JSON.parse(text ?? '');
    return typeof saved === 'object' && saved !== null && !Array.isArray(saved) ? saved : {};
  } catch {
    return {};
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  editor: css({
    position: 'relative',
    padding: theme.spacing(1.5),
    marginBottom: theme.spacing(2),
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  actions: css({ display: 'flex', marginTop: theme.spacing(1) }),
  bar: css({ position: 'absolute', left: 0, right: 0, bottom: 0, overflow: 'hidden' }),
});
