/** The panel's profile query, turned into the query for one request. */
import type { InterpolateFunction, PanelData, ScopedVars } from '@grafana/data';
import { valueInSelector } from '../change/withMatcher';
import {
  interpolateSelector,
  interpolateText,
  type ReplaceVariables,
} from '../../shared/ui/selector/interpolateSelector';
import { OWN_DATASOURCE_ID } from '../pluginIds';
import type { QueryTarget } from './queryOnce';

/** A target as another plugin saved it; only the keys that are read here are named. */
export interface SavedTarget {
  readonly refId: string;
  readonly datasource?: { readonly uid?: string; readonly type?: string } | null;
  readonly [key: string]: unknown;
}

/** Profile query with all variables replaced. */
export interface ProfileTarget extends QueryTarget {
  readonly profileTypeId: string;
  readonly labelSelector: string;
}

/** A profile query for some spans or traces alone. */
export interface SelectionTarget extends ProfileTarget {
  readonly spanSelector: readonly string[];
  readonly traceIdSelector?: readonly string[];
  /** Grafana's own data source expects it */
  readonly groupBy: readonly string[];
}

/** The saved target with this refId; null where the panel has none (or, as in Explore, tells of none). */
export function savedTarget(data: PanelData, refId: string): SavedTarget | null {
  const target = data.request?.targets.find((candidate) => candidate.refId === refId);
  return target === undefined ? null : { ...target };
}

/**
 * Saved targets hold variables (`$service`, `${ds_profiles}`) as typed; a query outside the panel's own request has to
 * replace them itself, and in the way of the data source, else it would read a profile of others: ours writes several
 * values and ad-hoc filters so that they hold, Grafana's takes what Grafana writes. null where the target is no profile
 * query.
 */
export function resolveProfileTarget(
  target: SavedTarget | null,
  replaceVariables: InterpolateFunction,
  scopedVars: ScopedVars | undefined
): ProfileTarget | null {
  if (target === null) {
    return null;
  }
  const uid = target.datasource?.uid;
  const { profileTypeId, labelSelector } = target;
  if (typeof uid !== 'string' || typeof profileTypeId !== 'string' || typeof labelSelector !== 'string') {
    return null;
  }
  const resolve = (text: string) => replaceVariables(text, scopedVars);
  const resolveAsOurs: ReplaceVariables = (text, format) => replaceVariables(text, scopedVars, format);
  const type = target.datasource?.type;
  const isOurs = type === OWN_DATASOURCE_ID;
  return {
    ...target,
    datasource: { uid: resolve(uid), type },
    profileTypeId: isOurs ? interpolateText(profileTypeId, resolveAsOurs) : resolve(profileTypeId),
    labelSelector: isOurs ? interpolateSelector(labelSelector, resolveAsOurs) : resolve(labelSelector),
  };
}

/** Keys of a profile query that read less than its labels say: requests by id, stacks through a call site. */
const SELECTORS = ['spanSelector', 'traceIdSelector', 'profileIdSelector', 'stackTraceSelector'] as const;

/** The target's selectors that select anything. */
export function selectorsOf(target: ProfileTarget): Readonly<Partial<Record<(typeof SELECTORS)[number], unknown>>> {
  const saved: Readonly<Record<string, unknown>> = { ...target };
  return Object.fromEntries(
    SELECTORS.flatMap((key) => {
      const value = saved[key];
      return Array.isArray(value) && value.length > 0 ? [[key, value]] : [];
    })
  );
}

/** The same text for two targets means the same profile of the same window. */
export function identityOf(target: ProfileTarget): string {
  const { datasource, profileTypeId, labelSelector } = target;
  const saved: Readonly<Record<string, unknown>> = { ...target };
  return JSON.stringify([datasource.uid, profileTypeId, labelSelector, selectorsOf(target), saved.maxNodes ?? null]);
}

/** Spans or traces, by id; their profiles are merged. */
export interface RequestSelection {
  /** `traces`: our data source alone can, with Pyroscope 2.2 or newer */
  readonly kind: 'spans' | 'traces';
  readonly ids: readonly string[];
}

/** Query for these requests alone; for spans in the words that our data source and Grafana's own share. */
export function selectionTarget(target: ProfileTarget, { kind, ids }: RequestSelection): SelectionTarget {
  return {
    ...target,
    refId: 'request',
    hide: false,
    queryType: 'profile',
    groupBy: [],
    spanSelector: kind === 'spans' ? ids : [],
    ...(kind === 'traces' && { traceIdSelector: ids }),
  };
}

/** Service that a label selector names: `{service_name="checkout"}` → `checkout`; null where it names none or several. */
export const serviceOfSelector = (labelSelector: string): string | null =>
  valueInSelector(labelSelector, 'service_name');
