/** The datasource as Grafana calls it; each subject has a module of its own, this class joins them. */
import {
  DataSourceApi,
  hasQueryExportSupport,
  type AbstractQuery,
  type AdHocVariableFilter,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagKeysOptions,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type MetricFindValue,
  type ScopedVars,
  type TestDataSourceResponse,
  type TimeRange,
} from '@grafana/data';
import { config } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { firstValueFrom, map, type Observable } from 'rxjs';
import { giveAnalyses } from '../shared/ui/frames/handedAnalysis';
import { AnswerDesk } from './client/answerDesk';
import { PyroscopeClient } from './client/pyroscopeClient';
import { sendByProxy } from './client/send';
import { ServerFacts } from './client/serverFacts';
import { preferHotspotPanel } from './explore/preferHotspotPanel';
import { profileTypesOf, type ProfileType } from './profileTypes';
import { fromAbstractQuery, toAbstractQuery } from './query/abstractQueries';
import { applicableMatchers } from './query/adHocFilters';
import { interpolateQuery } from './query/interpolateQuery';
import { formatLabelSelector } from './query/labelSelector';
import { isPublicLabel } from './query/narrowing';
import { defaultQuery, normalizeQuery } from './query/normalizeQuery';
import { queryText } from './query/queryText';
import { isComplete, runQuery } from './query/runQuery';
import { testConnection } from './testConnection';
import { lastHour, rangeMs } from './timeRange';
import type { PyroscopeOptions, PyroscopeQuery } from './types';
import { PyroscopeVariableSupport } from './variables/variableSupport';
import { createDecodeWorker } from './worker/createDecodeWorker';
import { DecodeRunner } from './worker/decodeRunner';

const CORE_PYROSCOPE = 'grafana-pyroscope-datasource';

export class PyroscopeDatasource extends DataSourceApi<PyroscopeQuery, PyroscopeOptions> {
  readonly client: PyroscopeClient;
  private readonly options: PyroscopeOptions;
  private readonly facts = new ServerFacts();
  private readonly decoder = new DecodeRunner(createDecodeWorker);

  constructor(settings: DataSourceInstanceSettings<PyroscopeOptions>) {
    super(settings);
    const owner = { orgId: currentOrg(), uid: settings.uid };
    this.client = new PyroscopeClient(new AnswerDesk(owner, sendByProxy(settings.url ?? '')));
    this.options = settings.jsonData ?? {};
    this.variables = new PyroscopeVariableSupport(this.client);
    giveAnalyses();
    // The first query is seldom far: its worker starts and practises while the page is still loading.
    this.decoder.warmUp();
  }

  /** Request metrics can be asked for: a Prometheus datasource is linked. */
  get hasMetrics(): boolean {
    return Boolean(this.options.prometheusUid);
  }

  override query(request: DataQueryRequest<PyroscopeQuery>): Observable<DataQueryResponse> {
    const { client, facts, options, decoder, uid, name } = this;
    return runQuery({ client, facts, options, decoder, uid, name }, request).pipe(
      map((response) => preferHotspotPanel(response, request))
    );
  }

  override testDatasource(): Promise<TestDataSourceResponse> {
    return testConnection(this.client, this.facts, lastHour());
  }

  override getDefaultQuery(): Partial<PyroscopeQuery> {
    return { ...defaultQuery, ...(this.options.exemplarsByDefault && { includeExemplars: true }) };
  }

  override filterQuery(query: PyroscopeQuery): boolean {
    return isComplete(query);
  }

  /** For query history and legends: `process_cpu:cpu:… {service_name="checkout"}`. */
  override getQueryDisplayText(query: PyroscopeQuery): string {
    return queryText(query);
  }

  /** Queries handed to Explore: no variables left, filters inside the selector. */
  override interpolateVariablesInQueries(
    queries: PyroscopeQuery[],
    scopedVars: ScopedVars,
    filters?: AdHocVariableFilter[]
  ): PyroscopeQuery[] {
    return queries.map((query) => interpolateQuery(query, scopedVars, filters));
  }

  /**
   * A panel that changes over from Grafana's own Pyroscope datasource keeps its queries as they are; from any other one it
   * brings its labels. There is no `importFromAbstractQueries`: Grafana would prefer it and lose the first.
   */
  override async importQueries(queries: DataQuery[], origin: DataSourceApi): Promise<PyroscopeQuery[]> {
    if (origin.type === CORE_PYROSCOPE) {
      return queries.map((query) => normalizeQuery(query as Partial<PyroscopeQuery>));
    }
    return hasQueryExportSupport(origin) ? (await origin.exportToAbstractQueries(queries)).map(fromAbstractQuery) : [];
  }

  /** A panel that changes over to logs or metrics takes its labels with it. */
  async exportToAbstractQueries(queries: PyroscopeQuery[]): Promise<AbstractQuery[]> {
    return queries.map((query) => toAbstractQuery(normalizeQuery(query)));
  }

  override async getTagKeys(options?: DataSourceGetTagKeysOptions<PyroscopeQuery>): Promise<MetricFindValue[]> {
    const selector = formatLabelSelector(applicableMatchers(options?.filters));
    const names = await firstValueFrom(this.client.labelNames(selector, rangeMs(options?.timeRange)));
    return names.filter(isPublicLabel).map((text) => ({ text, value: text }));
  }

  override async getTagValues({
    key,
    filters,
    timeRange,
  }: DataSourceGetTagValuesOptions<PyroscopeQuery>): Promise<MetricFindValue[]> {
    const others = filters.filter((filter) => filter.key !== key);
    const selector = formatLabelSelector(applicableMatchers(others));
    const values = await firstValueFrom(this.client.labelValues(key, selector, rangeMs(timeRange)));
    return values.map((text) => ({ text, value: text }));
  }

  /** What the query editor offers, most wanted first. Aborts on unsubscribe. */
  profileTypes(timeRange?: TimeRange): Observable<ProfileType[]> {
    return this.client.profileTypes(rangeMs(timeRange)).pipe(map(profileTypesOf));
  }
}

/** 0 where nobody is signed in to an organisation. */
function currentOrg(): number {
  return config?.bootData?.user?.orgId ?? 0;
}
