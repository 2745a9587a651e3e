/**
 * A target of a dashboard, checked and with its variables in place: what is sent.
 *
 * Ids are checked here because servers answer a malformed one differently: v2 with status 500, or with an empty profile
 * where no block matches.
 */
import type { DataQueryRequest, ScopedVars } from '@grafana/data';
import { NO_PROFILE_TYPE, ownError } from '../pyroscopeError';
import { rangeMs } from '../timeRange';
import {
  DEFAULT_MAX_NODES,
  type MergeRequest,
  type PyroscopeOptions,
  type PyroscopeQuery,
  type QueryType,
} from '../types';
import { matchersOfFilters } from './adHocFilters';
import { interpolateIds, interpolateSelector, interpolateText } from './interpolate';
import {
  formatLabelSelector,
  LabelSelectorError,
  parseLabelSelector,
  withMatchers,
  type Matcher,
} from './labelSelector';
import { ignoredFilters, normalizeQuery } from './normalizeQuery';
import { isQueryType } from './queryTypes';
import { readCount, type CountField } from './readCount';

export interface QueryPlan {
  readonly refId: string;
  readonly queryType: QueryType;
  readonly request: MergeRequest;
  /** the node limit is the datasource's own default: a server that allows less may be asked again with its limit */
  readonly isDefaultLimit: boolean;
  /** filters of the saved query that are not applied */
  readonly ignoredFilters: readonly string[];
}

const spanId = /^(?!0{16}$)[0-9a-f]{16}$/;
const traceId = /^(?!0{32}$)[0-9a-f]{32}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Name, sample type and units; the period's parts may be empty, and `:delta` may follow. */
const profileType = /^[^:]+:[^:]+:[^:]*:[^:]*:[^:]*(:delta)?$/;
/** `$type`, `${type}`, `[[type]]`: Grafana leaves a variable that it does not know as it is. */
const unresolvedVariable = /^(\$\{?\w|\[\[)/;

const maxNodesField: CountField = {
  kind: 'max-nodes-invalid',
  subject: 'Max nodes',
  next: 'Correct Max nodes in the query options or in the datasource settings.',
};

/** @throws PyroscopeError saying what to correct */
export function planQuery(
  target: PyroscopeQuery,
  { scopedVars, filters, range }: Pick<DataQueryRequest<PyroscopeQuery>, 'scopedVars' | 'filters' | 'range'>,
  options: PyroscopeOptions
): QueryPlan {
  const query = normalizeQuery(target);
  const queryType = readQueryType(query.queryType);
  const spanIds = readIds('span', query.spanSelector, spanId, '16 hexadecimal digits', scopedVars);
  const traceIds = readIds('trace', query.traceIdSelector, traceId, '32 hexadecimal digits', scopedVars);
  const profileIds = readIds('profile', query.profileIdSelector, uuid, 'the form of a UUID', scopedVars);
  if (spanIds.length > 0 && traceIds.length > 0) {
    throw ownError('span-and-trace', {
      what: 'Span ids and trace ids cannot be combined.',
      why: 'Pyroscope takes one or the other.',
      next: 'Remove one of the two selectors.',
    });
  }
  const chosenLimit = query.maxNodes ?? options.maxNodes;
  return {
    refId: query.refId,
    queryType,
    request: {
      profileTypeId: readProfileType(query.profileTypeId, scopedVars),
      labelSelector: effectiveSelector(query.labelSelector, matchersOfFilters(filters), scopedVars),
      ...rangeMs(range),
      maxNodes: readCount(chosenLimit ?? DEFAULT_MAX_NODES, maxNodesField),
      spanIds,
      traceIds,
      profileIds,
      ...readCallSite(query.stackTraceSelector, scopedVars),
    },
    isDefaultLimit: chosenLimit === undefined,
    ignoredFilters: ignoredFilters(query),
  };
}

/**
 * The selector as it is sent: variables in place, ad-hoc filters added, tidied.
 * @throws PyroscopeError on text that is no selector
 */
export function effectiveSelector(selector: string, filters: readonly Matcher[], scopedVars?: ScopedVars): string {
  const text = interpolateSelector(selector, scopedVars);
  try {
    return formatLabelSelector(withMatchers(parseLabelSelector(text), filters));
  } catch (error) {
    if (error instanceof LabelSelectorError) {
      throw ownError('label-selector', {
        what: `The label selector ${text} cannot be read.`,
        why: `${upperFirst(error.message)}.`,
        next: 'Write it like {service_name="checkout"}.',
      });
    }
    throw error;
  }
}

function readQueryType(saved: string): QueryType {
  if (isQueryType(saved)) {
    return saved;
  }
  throw ownError('query-type', {
    what: `The query type “${saved}” is not known here.`,
    why: 'It was saved for another datasource, or by a later version of this one.',
    next: 'Choose one of the query types in the editor.',
  });
}

function readProfileType(saved: string, scopedVars?: ScopedVars): string {
  const id = interpolateText(saved, scopedVars).trim();
  if (profileType.test(id)) {
    return id;
  }
  if (id === '' || unresolvedVariable.test(id)) {
    throw ownError(NO_PROFILE_TYPE.kind, NO_PROFILE_TYPE);
  }
  throw ownError('profile-type', {
    what: `The profile type “${id}” is not one.`,
    why: 'A profile type has five parts, such as process_cpu:cpu:nanoseconds:cpu:nanoseconds.',
    next: 'Choose one from the list.',
  });
}

/**
 * @throws PyroscopeError when an id is malformed, and when ids were asked for and their variables are empty: what is
 *   left would be the whole service
 */
function readIds(
  kind: string,
  saved: readonly string[] | undefined,
  form: RegExp,
  formText: string,
  scopedVars?: ScopedVars
): string[] {
  const ids = interpolateIds(saved, scopedVars).map((id) => id.toLowerCase());
  const wrong = ids.find((id) => !form.test(id));
  if (wrong !== undefined) {
    throw ownError(`${kind}-id`, {
      what: `The ${kind} id “${wrong}” is not valid.`,
      why: `A ${kind} id has ${formText} and is not zero.`,
      next: `Correct the ${kind} selector.`,
    });
  }
  const asked = (saved ?? []).filter((id) => id.trim() !== '');
  if (asked.length > 0 && ids.length === 0) {
    throw ownError(`${kind}-id-empty`, {
      what: `There is no ${kind} id.`,
      why: `${asked.join(', ')} has no value.`,
      next: `Give the variable a value, or clear the ${kind} selector to see the whole service.`,
    });
  }
  return ids;
}

/**
 * @throws PyroscopeError when a call site was asked for and a variable in it is empty: what is left would be another one
 */
function readCallSite(saved: readonly string[] | undefined, scopedVars?: ScopedVars): Pick<MergeRequest, 'callSite'> {
  const asked = (saved ?? []).filter((name) => name.trim() !== '');
  const callSite = asked.map((name) => interpolateText(name, scopedVars).trim());
  const empty = callSite.indexOf('');
  if (empty >= 0) {
    throw ownError('call-site-empty', {
      what: 'A function of the call site is missing.',
      why: `${asked[empty]} has no value.`,
      next: 'Give the variable a value, or clear the call site to see everything.',
    });
  }
  return callSite.length > 0 ? { callSite } : {};
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
