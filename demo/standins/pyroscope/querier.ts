/** The methods of `querier.v1` over v2 storage, as far as the product and core Grafana ask. */
import type { Profile } from 'pprof-format';
import type { StandinRequest } from '../http';
import { compareLabels, keepLabels, labelsKey, sortedUnique, type Labels } from '../promql/labels';
import type { Timeline } from '../rounds';
import {
  backendError,
  ConnectError,
  encodeFlameGraph,
  flameGraphJson,
  invalid,
  pairs,
  refused,
  wrapField,
  type QuerierRequest,
} from './connect';
import { buildFlameGraphDiff, flameGraphDiffJson } from './flameGraphDiff';
import { buildFlameGraph, encodeTree, FunctionTree, OTHER, truncateTree } from './functionTree';
import { buildHeatmap } from './heatmap';
import { buildMergedProfile } from './mergedProfile';
import { pprofJson } from './pprofJson';
import type { ProfileStore } from './profileStore';
import { checkedMatchers, readSelector, selectRows, stacksOf, underCallSite } from './selection';
import { buildTimeSeries } from './timeSeries';
import { checkMaxNodes, checkRange } from './validate';

const DEFAULT_RANGE_MS = 3_600_000;

/** An answer in the codec of the request. */
export interface Message {
  readonly json: () => unknown;
  /** absent: nobody asks for it in protobuf */
  readonly proto?: () => Uint8Array;
}

/** By name. @throws ConnectError */
export type Methods = Readonly<Record<string, (request: QuerierRequest, http: StandinRequest) => Message>>;

export function querierMethods(store: ProfileStore, timeline: Timeline): Methods {
  const labelSets = (request: QuerierRequest, names: readonly string[], prefix?: string): Labels[] =>
    store.labelSets(
      request.matchers.flatMap((matcher) => readSelector(matcher, prefix)),
      request.start,
      request.end,
      names
    );
  const stacktraces = (request: QuerierRequest): Message => {
    if (request.spanSelector.length > 0 && request.traceIdSelector.length > 0) {
      throw invalid('span_selector and trace_id_selector cannot be combined');
    }
    if (request.format === 'PROFILE_FORMAT_DOT') {
      throw refused('PROFILE_FORMAT_DOT');
    }
    if (request.format === 'PROFILE_FORMAT_PPROF') {
      const profile = mergedProfile(store, request);
      return {
        json: () => ({ pprof: { profile: profile ? pprofJson(profile) : {} } }),
        proto: () => wrapField(5, wrapField(1, profile?.encode() ?? new Uint8Array())),
      };
    }
    if (request.format === 'PROFILE_FORMAT_TREE') {
      const bytes = treeBytes(store, request);
      return {
        json: () => (bytes ? { tree: Buffer.from(bytes).toString('base64') } : {}),
        proto: () => (bytes ? wrapField(2, bytes) : new Uint8Array()),
      };
    }
    const maxNodes = checkMaxNodes(request.maxNodes);
    const { tree, nameOf } = frontendTree(store, request, maxNodes);
    const flameGraph = buildFlameGraph(tree, nameOf, maxNodes);
    return {
      json: () => ({ flamegraph: flameGraphJson(flameGraph) }),
      proto: () => wrapField(1, encodeFlameGraph(flameGraph)),
    };
  };
  return {
    ProfileTypes(request) {
      const end = request.end || Math.min(timeline.nowMs(), Number.MAX_SAFE_INTEGER);
      const range = { start: request.start || end - DEFAULT_RANGE_MS, end };
      checkRange(range);
      const ids = sortedUnique(
        store.labelSets([], range.start, range.end, ['__profile_type__']).map((labels) => labels['__profile_type__']!)
      );
      const profileTypes = ids.map((ID) => {
        const [name, sampleType, sampleUnit, periodType, periodUnit] = ID.split(':');
        return {
          ID,
          name,
          sampleType,
          sampleUnit,
          ...(periodType && { periodType }),
          ...(periodUnit && { periodUnit }),
        };
      });
      return { json: () => (ids.length > 0 ? { profileTypes } : {}) };
    },
    LabelNames(request, http) {
      checkRange(request);
      const utf8 = /allow-utf8-labelnames=true/.test(http.headers.accept ?? '');
      const names = sortedUnique(
        labelSets(request, [], 'parsing label selector: failed to parse label selector').flatMap((labels) =>
          Object.keys(labels)
        )
      );
      return { json: () => namesJson(names.filter((name) => utf8 || /^[a-zA-Z_]\w*$/.test(name))) };
    },
    LabelValues(request) {
      if (request.name === '') {
        throw invalid('name is required');
      }
      checkRange(request);
      const values = labelSets(request, [request.name]).flatMap((labels) => labels[request.name] ?? []);
      return { json: () => namesJson(sortedUnique(values)) };
    },
    Series(request) {
      checkRange(request);
      const names = new Set(request.labelNames);
      const sets = labelSets(request, request.labelNames).map((labels) =>
        names.size > 0 ? keepLabels(labels, names) : labels
      );
      const distinct = [...new Map(sets.map((labels) => [labelsKey(labels), labels])).values()].sort(compareLabels);
      return {
        json: () => (distinct.length > 0 ? { labelsSet: distinct.map((labels) => ({ labels: pairs(labels) })) } : {}),
      };
    },
    SelectMergeStacktraces: stacktraces,
    SelectMergeSpanProfile: (request) => {
      const isTree = request.format === 'PROFILE_FORMAT_TREE';
      return stacktraces({
        ...request,
        format: isTree ? request.format : '',
        traceIdSelector: [],
        profileIdSelector: [],
      });
    },
    SelectMergeProfile(request) {
      const profile = mergedProfile(store, { ...request, spanSelector: [] });
      return { json: () => (profile ? pprofJson(profile) : {}), proto: () => profile?.encode() ?? new Uint8Array() };
    },
    SelectSeries: (request) => selectSeries(store, request, 'ignores stacks'),
    SelectHeatmap: (request) => heatmap(store, request),
    Diff: ({ sides }) => diff(store, sides, 'cut together'),
    GetProfileStats: () => {
      const span = store.timeSpan();
      return {
        json: () =>
          span
            ? { dataIngested: true, oldestProfileTime: String(span.oldestMs), newestProfileTime: String(span.newestMs) }
            : {},
      };
    },
    AnalyzeQuery: () => ({ json: () => ({}) }),
  };
}

interface MergedTree {
  readonly tree: FunctionTree;
  readonly nameOf: (id: number) => string;
}

/** Call tree of functions as a block hands it on: cut once. @throws ConnectError */
function blockTree(store: ProfileStore, request: QuerierRequest, maxNodes: number): MergedTree {
  const { symbols } = store;
  const tree = new FunctionTree();
  for (const [stack, value] of stacksOf(selectRows(store, request), store, request)) {
    tree.insert(
      symbols.functionsOf(stack).map((id) => symbols.functions[id]!.nameId),
      value
    );
  }
  return cut({ tree, nameOf: (id) => symbols.names[id]! }, store, maxNodes);
}

/** Cut once more, as the frontend gets it: the nodes `other` of the cut before count now. */
function frontendTree(store: ProfileStore, request: QuerierRequest, maxNodes: number): MergedTree {
  return cut(blockTree(store, request, maxNodes), store, maxNodes);
}

const cut = ({ tree, nameOf }: MergedTree, store: ProfileStore, maxNodes: number): MergedTree => ({
  tree: truncateTree(tree, { otherId: store.symbols.nameId(OTHER), maxNodes }),
  nameOf,
});

/** What the format TREE answers; null = no stacks. @throws ConnectError */
export function treeBytes(store: ProfileStore, request: QuerierRequest): Uint8Array | null {
  const maxNodes = checkMaxNodes(request.maxNodes);
  const { tree, nameOf } = blockTree(store, request, maxNodes);
  return tree.ids.length === 1 ? null : encodeTree(tree, nameOf, maxNodes);
}

/**
 * Types may differ, formats are ignored, and the larger of the two node limits goes for both sides.
 *
 * @param last  whether the two are cut once more together, as v2 does
 */
export function diff(
  store: ProfileStore,
  sides: QuerierRequest['sides'],
  last: 'cut together' | 'as they are'
): Message {
  if (sides === null) {
    throw invalid('missing time range in the query');
  }
  const { left, right } = sides;
  const maxNodes = Math.max(checkMaxNodes(left.maxNodes), checkMaxNodes(right.maxNodes));
  const [leftTree, rightTree] = [frontendTree(store, left, maxNodes), frontendTree(store, right, maxNodes)];
  const flamegraph = buildFlameGraphDiff(
    leftTree.tree,
    rightTree.tree,
    leftTree.nameOf,
    last === 'cut together' ? maxNodes : 0
  );
  return { json: () => ({ flamegraph: flameGraphDiffJson(flamegraph) }) };
}

/**
 * @param stacks  whether a call site and an aggregation count, as in v1 storage, or are ignored, as in v2; v1 knows no
 *   exemplars
 */
export function selectSeries(
  store: ProfileStore,
  request: QuerierRequest,
  stacks: 'reads stacks' | 'ignores stacks'
): Message {
  const matchers = checkedMatchers(request);
  const stepMs = checkStep(request);
  const { start: startMs, end: endMs, groupBy, limit, callSite } = request;
  // A point covers (time − step, time], so the first one reaches back behind `start`.
  const rows = store.select(matchers, startMs - stepMs + 1, endMs + 1);
  const readsStacks = stacks === 'reads stacks';
  if (!readsStacks && rows.length > 0 && request.exemplarType === 'EXEMPLAR_TYPE_SPAN') {
    throw backendError('exemplar type span is not implemented', 'Unimplemented');
  }
  const series = buildTimeSeries(readsStacks && callSite ? underCallSite(rows, callSite, store) : rows, {
    startMs,
    endMs,
    stepMs,
    groupBy,
    limit,
    withExemplars: !readsStacks && request.exemplarType === 'EXEMPLAR_TYPE_INDIVIDUAL',
    average: readsStacks && request.aggregation === 'TIME_SERIES_AGGREGATION_TYPE_AVERAGE',
  });
  return { json: () => (series.length > 0 ? { series } : {}) };
}

/** The server finds a wrong type of query or of exemplar only where it has data; a wrong selector is "unknown", too. */
function heatmap(store: ProfileStore, request: QuerierRequest): Message {
  const stepMs = checkStep(request);
  const matchers = heatmapMatchers(request);
  const { start: startMs, end: endMs, groupBy, limit, queryType, exemplarType } = request;
  const rows = store.select(matchers, startMs - stepMs + 1, endMs + 1);
  if (rows.length > 0) {
    checkHeatmapTypes(request);
  }
  const series = buildHeatmap(rows, {
    startMs,
    stepMs,
    groupBy,
    limit,
    of: queryType === SPANS ? 'spans' : 'profiles',
    withExemplars: exemplarType !== '' && exemplarType !== 'EXEMPLAR_TYPE_NONE',
  });
  return { json: () => (series.length > 0 ? { series } : {}) };
}

const SPANS = 'HEATMAP_QUERY_TYPE_SPAN';
const PROFILES = 'HEATMAP_QUERY_TYPE_INDIVIDUAL';

function heatmapMatchers(request: QuerierRequest): ReturnType<typeof checkedMatchers> {
  try {
    readSelector(request.labelSelector);
  } catch (error) {
    throw error instanceof ConnectError ? new ConnectError('unknown', error.message) : error;
  }
  return checkedMatchers(request);
}

function checkHeatmapTypes({ queryType, exemplarType }: QuerierRequest): void {
  if (queryType !== SPANS && queryType !== PROFILES) {
    throw backendError('valid heatmap query type must be specified');
  }
  if (exemplarType === 'EXEMPLAR_TYPE_SPAN' && queryType !== SPANS) {
    throw backendError('span exemplars only available for span query type');
  }
  if (exemplarType === 'EXEMPLAR_TYPE_INDIVIDUAL' && queryType !== PROFILES) {
    throw backendError('individual exemplars only available for individual query type');
  }
}

/** @returns milliseconds. @throws ConnectError */
function checkStep({ step }: QuerierRequest): number {
  const stepMs = Math.round(step * 1000);
  if (stepMs < 1) {
    throw invalid('step must be >= 1ms');
  }
  return stepMs;
}

/** A node limit of a pprof is neither checked nor set where none is given. */
function mergedProfile(store: ProfileStore, request: QuerierRequest): Profile | null {
  const { profileTypeID: profileTypeId, end: endMs, maxNodes } = request;
  return buildMergedProfile(stacksOf(selectRows(store, request), store, request), store.symbols, {
    profileTypeId,
    endMs,
    maxNodes: maxNodes !== null && maxNodes > 0 ? maxNodes : null,
  });
}

const namesJson = (names: readonly string[]): unknown => (names.length > 0 ? { names } : {});
