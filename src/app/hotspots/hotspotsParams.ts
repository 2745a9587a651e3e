/**
 * The address of the hotspots page: what a panel's menu, a data link or an alert says about a service, and when.
 *
 *   /a/fixlayer-hotpath-app/hotspots?from=1795385710158&to=1795386248136
 *      &label.job=shop/checkout&label.region=eu-west      labels of the panel's series (repeat for several values)
 *      &expr=sum(rate(http_requests_total{job="checkout"}[5m]))   its PromQL, read only where series say nothing
 *      &var.cluster=eu-1                                  dashboard variables, read last
 *      &service=checkout                                  the profile service, where somebody has chosen it
 *      &match.cluster=eu-1                                matchers that somebody has chosen
 *
 * Hand-written links need no more than `service`, `from` and `to`.
 */
import { dateMath } from '@grafana/data';
import { collectLabelValues, type LabelValues } from '../../correlate/labelValues';

export interface HotspotsParams {
  readonly service: string | null;
  readonly seriesLabels: LabelValues;
  readonly expressions: readonly string[];
  readonly variables: LabelValues;
  readonly chosen: Readonly<Record<string, string>>;
  /** epoch milliseconds, a relative time or ISO text; null where the link says nothing that is a time */
  readonly from: string | null;
  readonly to: string | null;
  /** uids of datasources that the source panel used */
  readonly profilesUid: string | null;
  readonly metricsUid: string | null;
  readonly tracesUid: string | null;
}

/** A link grows with what the panel shows; beyond these bounds more evidence decides nothing more. */
export const MAX_VALUES_PER_LABEL = 10;
export const MAX_EXPRESSIONS = 5;
export const MAX_EXPRESSION_LENGTH = 1000;

const LABEL = 'label.';
const VARIABLE = 'var.';
const MATCH = 'match.';

export function parseHotspotsParams(search: string): HotspotsParams {
  const params = new URLSearchParams(search);
  const collect = (prefix: string): LabelValues => {
    const labels = [...params].filter(([key, value]) => key.startsWith(prefix) && key !== prefix && value !== '');
    return collectLabelValues(
      labels.map(([key, value]) => [key.slice(prefix.length), value]),
      MAX_VALUES_PER_LABEL
    );
  };
  return {
    service: params.get('service') || null,
    seriesLabels: collect(LABEL),
    expressions: params.getAll('expr').slice(0, MAX_EXPRESSIONS),
    variables: collect(VARIABLE),
    chosen: Object.fromEntries(Object.entries(collect(MATCH)).map(([name, values]) => [name, values[0]])),
    from: readTime(params.get('from')),
    to: readTime(params.get('to')),
    profilesUid: params.get('ds_profiles') || null,
    metricsUid: params.get('ds_prom') || null,
    tracesUid: params.get('ds_tempo') || null,
  };
}

/** Last millisecond that a Date can hold. */
const MAX_EPOCH_MS = 8.64e15;

function readTime(text: string | null): string | null {
  if (text === null || text === '') {
    return null;
  }
  const isTime = isEpochMs(text) ? Number(text) <= MAX_EPOCH_MS : dateMath.isValid(text);
  return isTime ? text : null;
}

/** True for a time that the address gives as a number. */
export function isEpochMs(text: string): boolean {
  return /^\d+$/.test(text);
}

export type HotspotsLink = Partial<Omit<HotspotsParams, 'from' | 'to'>> & {
  readonly from: string;
  readonly to: string;
};

/** The query string of a link to the page; the reverse of {@link parseHotspotsParams} within the bounds above. */
export function formatHotspotsParams(link: HotspotsLink): string {
  const params = new URLSearchParams({ from: link.from, to: link.to });
  const single: Array<[string, string | null | undefined]> = [
    ['service', link.service],
    ['ds_profiles', link.profilesUid],
    ['ds_prom', link.metricsUid],
    ['ds_tempo', link.tracesUid],
  ];
  for (const [key, value] of single) {
    if (value) {
      params.set(key, value);
    }
  }
  const append = (prefix: string, labels: LabelValues = {}) => {
    for (const [name, values] of Object.entries(labels)) {
      values.slice(0, MAX_VALUES_PER_LABEL).forEach((value) => params.append(prefix + name, value));
    }
  };
  append(LABEL, link.seriesLabels);
  append(VARIABLE, link.variables);
  for (const [name, value] of Object.entries(link.chosen ?? {})) {
    params.set(MATCH + name, value);
  }
  (link.expressions ?? [])
    .filter((expression) => expression.length <= MAX_EXPRESSION_LENGTH)
    .slice(0, MAX_EXPRESSIONS)
    .forEach((expression) => params.append('expr', expression));
  return params.toString();
}
