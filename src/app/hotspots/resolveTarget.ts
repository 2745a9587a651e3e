/**
 * From the page's address to what is to be analysed: profile service, shared labels, datasource.
 * Every way in which that can stay open is a state with a question or a next action; nothing is merged silently.
 */
import { type DataSourceApi, type MetricFindValue, type TimeRange } from '@grafana/data';
import { type LabelValues } from '../../correlate/labelValues';
import {
  DEPLOYMENT_LABELS,
  matchService,
  openDeployment,
  type ServiceRule,
  sharedLabels,
} from '../../correlate/serviceMapping';
import { t } from '../../shared/ui/i18n/translate';
import { type HotspotsParams } from './hotspotsParams';

export interface HotspotsTarget {
  readonly service: string;
  /** matchers beside the service, shared by metrics and profiles */
  readonly labels: Readonly<Record<string, string>>;
  /** route that the panel was about, for the RED charts; null = all */
  readonly route: string | null;
  readonly services: readonly string[];
  /** datasource that knows the service, so that the panel asks the same one */
  readonly profiles: { readonly uid: string; readonly type: string };
}

export type Resolution =
  | { readonly kind: 'ready'; readonly target: HotspotsTarget }
  | { readonly kind: 'choose-service'; readonly message: string; readonly services: readonly string[] }
  | {
      readonly kind: 'choose-deployment';
      readonly service: string;
      readonly label: string;
      readonly values: readonly string[];
    }
  | { readonly kind: 'no-profiles' };

/** What the page needs of a profile datasource: names and values of labels, as ad-hoc filters ask for them. */
export type ProfileLabels = Pick<DataSourceApi, 'uid' | 'type' | 'getTagKeys' | 'getTagValues'>;

type Filter = { readonly key: string; readonly operator: string; readonly value: string };

export async function resolveTarget(
  params: HotspotsParams,
  labelsOfExpressions: (expressions: readonly string[]) => LabelValues,
  source: { readonly datasource: ProfileLabels; readonly timeRange: TimeRange; readonly rules: readonly ServiceRule[] }
): Promise<Resolution> {
  const services = await tagValues(source, 'service_name', []);
  if (services.length === 0) {
    return { kind: 'no-profiles' };
  }
  const panelLabels = labelsByTrust(params, labelsOfExpressions);
  const service = chooseService(params, panelLabels, services, source.rules);
  if (service.kind !== 'found') {
    return service;
  }

  const ofService: Filter[] = [{ key: 'service_name', operator: '=', value: service.service }];
  const names = await tagKeys(source, ofService);
  const valuesOf = async (label: string) => [label, await tagValues(source, label, ofService)] as const;
  // A label value that this service's profiles never had would only empty the page.
  const shared = Object.entries(sharedLabels(panelLabels, names));
  const known = Object.fromEntries(await Promise.all(shared.map(([name]) => valuesOf(name))));
  const carried = shared.filter(([name, value]) => known[name].includes(value));
  const labels = { ...Object.fromEntries(carried), ...params.chosen };
  const unfixed = DEPLOYMENT_LABELS.filter((label) => names.includes(label) && labels[label] === undefined);
  const open = openDeployment(Object.fromEntries(await Promise.all(unfixed.map(valuesOf))), labels);
  if (open) {
    return { kind: 'choose-deployment', service: service.service, ...open };
  }
  const routes = panelLabels.http_route ?? [];
  const { uid, type } = source.datasource;
  return {
    kind: 'ready',
    target: {
      service: service.service,
      labels,
      route: routes.length === 1 ? routes[0] : null,
      services,
      profiles: { uid, type },
    },
  };
}

/** Series labels first; a label that they lack is read from the expressions, then from dashboard variables. */
function labelsByTrust(
  params: HotspotsParams,
  labelsOfExpressions: (e: readonly string[]) => LabelValues
): LabelValues {
  return { ...params.variables, ...labelsOfExpressions(params.expressions), ...params.seriesLabels };
}

function chooseService(
  params: HotspotsParams,
  panelLabels: LabelValues,
  services: readonly string[],
  rules: readonly ServiceRule[]
): { kind: 'found'; service: string } | Extract<Resolution, { kind: 'choose-service' }> {
  if (params.service !== null) {
    return services.includes(params.service)
      ? { kind: 'found', service: params.service }
      : {
          kind: 'choose-service',
          message: t('hotspots.no-profiles-of-in-this', 'No profiles of {{service}} in this time range.', {
            service: params.service,
          }),
          services,
        };
  }
  const match = matchService(panelLabels, services, { rules });
  switch (match.kind) {
    case 'found':
      return { kind: 'found', service: match.service };
    case 'ambiguous':
      return {
        kind: 'choose-service',
        message: t('hotspots.the-panel-shows-several-services', 'The panel shows several services (label {{from}}).', {
          from: match.from,
        }),
        services: match.candidates,
      };
    case 'unknown':
      return {
        kind: 'choose-service',
        message: t(
          'hotspots.no-profile-service-matches-label',
          'No profile service matches {{named}} (label {{from}}).',
          { named: match.named, from: match.from }
        ),
        services,
      };
    case 'unnamed': {
      // Opened from Grafana's menu, no panel is there to blame.
      const fromPanel = Object.keys(panelLabels).length > 0 || params.expressions.length > 0;
      const message = fromPanel
        ? t('hotspots.the-panel-does-not-say', 'The panel does not say which service it is about.')
        : t('hotspots.choose-the-service-to-look', 'Choose the service to look at.');
      return { kind: 'choose-service', message, services };
    }
  }
}

async function tagKeys(
  source: { datasource: ProfileLabels; timeRange: TimeRange },
  filters: Filter[]
): Promise<string[]> {
  const answer = await source.datasource.getTagKeys?.({ filters, timeRange: source.timeRange });
  return textsOf(answer);
}

async function tagValues(
  source: { datasource: ProfileLabels; timeRange: TimeRange },
  key: string,
  filters: Filter[]
): Promise<string[]> {
  const answer = await source.datasource.getTagValues?.({ key, filters, timeRange: source.timeRange });
  return textsOf(answer);
}

/**
 * Grafana accepts a bare list and `{data, error}`. An error in the answer is a failure, never an empty list, and so is
 * a datasource that cannot list labels.
 */
function textsOf(
  answer: MetricFindValue[] | { data: MetricFindValue[]; error?: { message?: string } } | undefined
): string[] {
  if (answer && !Array.isArray(answer) && answer.error) {
    throw new Error(
      answer.error.message ?? t('hotspots.the-profile-store-did-not', 'The profile store did not answer.')
    );
  }
  if (!answer) {
    throw new Error(
      t(
        'hotspots.this-data-source-cannot-list',
        'This data source cannot list labels. Update it, or use a Fix Layer Pyroscope data source.'
      )
    );
  }
  const values = Array.isArray(answer) ? answer : answer.data;
  return values.map((value) => String(value.value ?? value.text));
}
