/** What the builder of selectors offers: label names and values that exist beside the other matchers. */
import type { TimeRange } from '@grafana/data';
import { defer, map, type Observable } from 'rxjs';
import type { PyroscopeDatasource } from '../../datasource';
import { interpolateText } from '../../query/interpolate';
import { formatLabelSelector, parseLabelSelector } from '../../query/labelSelector';
import { isPublicLabel, narrowingSelector } from '../../query/narrowing';
import { formatSelectorParts, isVariablePart, type SelectorPart } from '../../query/selectorParts';
import { rangeMs } from '../../timeRange';

const MINUTE_MS = 60_000;

/** Where labels are looked up: in which profiles, of what time. */
export interface LabelSource {
  readonly datasource: PyroscopeDatasource;
  /** '' = of any type */
  readonly profileTypeId: string;
  /** absent = the last hour */
  readonly range?: TimeRange;
}

/** @param others  the matchers that the names must occur with */
export function lookUpNames(source: LabelSource, others: readonly SelectorPart[]): Observable<string[]> {
  return defer(() => source.datasource.client.labelNames(narrowedBy(source, others), rangeMs(source.range))).pipe(
    map((names) => names.filter(isPublicLabel))
  );
}

/** @param others  the matchers that the values must occur with; that of the label itself is not among them */
export function lookUpValues(source: LabelSource, name: string, others: readonly SelectorPart[]): Observable<string[]> {
  return defer(() =>
    source.datasource.client.labelValues(interpolateText(name), narrowedBy(source, others), rangeMs(source.range))
  );
}

/** What is asked for, as text: another minute, server or value of a variable has other labels. */
export function lookUpKey(source: LabelSource, name: string, others: readonly SelectorPart[]): string {
  const { datasource, range } = source;
  const minutes = [range?.from, range?.to].map((time) => (time ? Math.floor(time.valueOf() / MINUTE_MS) : 0));
  return JSON.stringify([datasource.uid, interpolateText(name), narrowedBy(source, others), ...minutes]);
}

/** A variable that has no value here, as in Explore, equals no label: what it stands in is left out, not sent. */
const unresolved = /\$\w|\$\{|\[\[/;

function narrowedBy({ profileTypeId }: LabelSource, others: readonly SelectorPart[]): string {
  const known = others.filter((part) => !isVariablePart(part) || !unresolved.test(interpolateText(part.variable)));
  const selector = narrowingSelector({ labelSelector: formatSelectorParts(known), profileTypeId });
  return formatLabelSelector(parseLabelSelector(selector).filter(({ value }) => !unresolved.test(value)));
}
