/**
 * A target of a dashboard, checked and with its variables in place: what is sent.
 *
 * Ids are checked here because servers answer a malformed one differently: v2 with status 500, or with an empty profile
 * where no block matches.
 */
import type { DataQueryRequest, ScopedVars } from '@grafana/data';
import { t } from '../../shared/ui/i18n/translate';
import { noProfileType, ownError } from '../pyroscopeError';
import { rangeMs } from '../timeRange';
import {
  DEFAULT_MAX_NODES,
  type MergeRequest,
  type PyroscopeOptions,
  type PyroscopeQuery,
  type QueryType,
} from '../types';
import { matchersOfFilters } from './adHocFilters';
import { hasNoValue } from './hasNoValue';
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

const maxNodesField = (): CountField => ({
  kind: 'max-nodes-invalid',
  subject: t('query.max-nodes', 'Max nodes'),
  next: t('query.correct-max-nodes-in-the', 'Correct Max nodes in the query options or in the datasource settings.'),
});

/** @throws PyroscopeError saying what to correct */
export function planQuery(
  target: PyroscopeQuery,
  { scopedVars, filters, range }: Pick<DataQueryRequest<PyroscopeQuery>, 'scopedVars' | 'filters' | 'range'>,
  options: PyroscopeOptions
): QueryPlan {
  const query = normalizeQuery(target);
  const queryType = readQueryType(query.queryType);
  const spanIds = readIds('span', query.spanSelector, scopedVars);
  const traceIds = readIds('trace', query.traceIdSelector, scopedVars);
  const profileIds = readIds('profile', query.profileIdSelector, scopedVars);
  if (spanIds.length > 0 && traceIds.length > 0) {
    throw ownError('span-and-trace', {
      what: t('query.span-ids-and-trace-ids', 'Span ids and trace ids cannot be combined.'),
      why: t('query.pyroscope-takes-one-or-the', 'Pyroscope takes one or the other.'),
      next: t('query.remove-one-of-the-two', 'Remove one of the two selectors.'),
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
      maxNodes: readCount(chosenLimit ?? DEFAULT_MAX_NODES, maxNodesField()),
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
        what: t('query.the-label-selector-cannot-be', 'The label selector {{text}} cannot be read.', { text }),
        why: `${upperFirst(error.message)}.`,
        next: t('query.write-it-like-service-name', 'Write it like {service_name="checkout"}.'),
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
    what: t('query.the-query-type-is-not', 'The query type “{{saved}}” is not known here.', { saved }),
    why: t('query.it-was-saved-for-another', 'It was saved for another datasource, or by a later version of this one.'),
    next: t('query.choose-one-of-the-query', 'Choose one of the query types in the editor.'),
  });
}

function readProfileType(saved: string, scopedVars?: ScopedVars): string {
  const id = interpolateText(saved, scopedVars).trim();
  if (profileType.test(id)) {
    return id;
  }
  if (id === '' || unresolvedVariable.test(id)) {
    throw ownError(noProfileType().kind, noProfileType());
  }
  throw ownError('profile-type', {
    what: t('query.the-profile-type-is-not', 'The profile type “{{id}}” is not one.', { id }),
    why: t(
      'query.a-profile-type-has-five',
      'A profile type has five parts, such as process_cpu:cpu:nanoseconds:cpu:nanoseconds.'
    ),
    next: t('query.choose-one-from-the-list', 'Choose one from the list.'),
  });
}

type IdKind = 'span' | 'trace' | 'profile';

const forms: Readonly<Record<IdKind, RegExp>> = { span: spanId, trace: traceId, profile: uuid };

const wrongIdTexts = {
  span: (id: string) => ({
    what: t('query.span-id-not-valid', 'The span id “{{id}}” is not valid.', { id }),
    why: t('query.span-id-form', 'A span id has 16 hexadecimal digits and is not zero.'),
    next: t('query.correct-the-span-selector', 'Correct the span selector.'),
  }),
  trace: (id: string) => ({
    what: t('query.trace-id-not-valid', 'The trace id “{{id}}” is not valid.', { id }),
    why: t('query.trace-id-form', 'A trace id has 32 hexadecimal digits and is not zero.'),
    next: t('query.correct-the-trace-selector', 'Correct the trace selector.'),
  }),
  profile: (id: string) => ({
    what: t('query.profile-id-not-valid', 'The profile id “{{id}}” is not valid.', { id }),
    why: t('query.profile-id-form', 'A profile id has the form of a UUID and is not zero.'),
    next: t('query.correct-the-profile-selector', 'Correct the profile selector.'),
  }),
};

const noIdTexts = {
  span: () => ({
    what: t('query.no-span-id', 'There is no span id.'),
    next: t(
      'query.give-the-span-variable-a-value',
      'Give the variable a value, or clear the span selector to see the whole service.'
    ),
  }),
  trace: () => ({
    what: t('query.no-trace-id', 'There is no trace id.'),
    next: t(
      'query.give-the-trace-variable-a-value',
      'Give the variable a value, or clear the trace selector to see the whole service.'
    ),
  }),
  profile: () => ({
    what: t('query.no-profile-id', 'There is no profile id.'),
    next: t(
      'query.give-the-profile-variable-a-value',
      'Give the variable a value, or clear the profile selector to see the whole service.'
    ),
  }),
};

/**
 * @throws PyroscopeError when an id is malformed, and when ids were asked for and their variables are empty: what is
 *   left would be the whole service
 */
function readIds(kind: IdKind, saved: readonly string[] | undefined, scopedVars?: ScopedVars): string[] {
  const ids = interpolateIds(saved, scopedVars).map((id) => id.toLowerCase());
  const wrong = ids.find((id) => !forms[kind].test(id));
  if (wrong !== undefined) {
    throw ownError(`${kind}-id`, wrongIdTexts[kind](wrong));
  }
  const asked = (saved ?? []).filter((id) => id.trim() !== '');
  if (asked.length > 0 && ids.length === 0) {
    const { what, next } = noIdTexts[kind]();
    throw ownError(`${kind}-id-empty`, {
      what,
      why: hasNoValue(asked.join(', ')),
      next,
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
      what: t('query.a-function-of-the-call', 'A function of the call site is missing.'),
      why: hasNoValue(asked[empty]),
      next: t(
        'query.give-the-variable-a-value-or',
        'Give the variable a value, or clear the call site to see everything.'
      ),
    });
  }
  return callSite.length > 0 ? { callSite } : {};
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
