/** Plays Pyroscope with v2 storage over the recorded pushes: `querier.v1` as far as the product and core Grafana ask. */
import type { Profile } from 'pprof-format';
import type { Dataset } from '../dataset';
import { json, notFound, text, type Answer, type Handler, type StandinRequest } from '../http';
import { compareLabels, compareText, keepLabels, labelsKey, type Labels, type Matcher } from '../promql/labels';
import { parseSelector } from '../promql/parse';
import type { Timeline } from '../rounds';
import {
  backendError,
  checkTransport,
  ConnectError,
  encodeFlameGraph,
  flameGraphJson,
  invalid,
  pairs,
  readJsonRequest,
  readProtoRequest,
  refused,
  wrapField,
  type QuerierRequest,
} from './connect';
import { buildFlameGraph, encodeTree, FunctionTree, OTHER, truncateTree } from './functionTree';
import { buildMergedProfile } from './mergedProfile';
import { pprofJson } from './pprofJson';
import { mergeStacks, ProfileStore } from './profileStore';
import { buildTimeSeries } from './timeSeries';
import { checkIds, checkMaxNodes, checkProfileType, checkRange } from './validate';

const DEFAULT_RANGE_MS = 3_600_000;

/** An answer in the codec of the request. */
interface Message {
  readonly json: () => unknown;
  /** absent: nobody asks for it in protobuf */
  readonly proto?: () => Uint8Array;
}

export interface PyroscopeStandin {
  readonly handle: Handler;
  /** ends the decoding in the background */
  stop(): void;
}

export function pyroscopeHandler(dataset: Dataset, timeline: Timeline): PyroscopeStandin {
  const store = new ProfileStore(dataset, timeline);
  const methods = querierMethods(store, timeline);
  // The first query finds the pushes decoded, the start does not wait for it: one push a turn.
  let stopped = false;
  const decodeOne = (): void => {
    if (!stopped && store.decodeNext()) {
      setImmediate(decodeOne);
    }
  };
  setTimeout(decodeOne, 100).unref();
  return {
    stop: () => {
      stopped = true;
    },
    handle(request) {
      const querier = /^\/querier\.v1\.QuerierService\/(\w+)$/.exec(request.path)?.[1];
      if (querier !== undefined) {
        return callMethod(methods, querier, request);
      }
      switch (request.path) {
        case '/capabilities.v1.FeatureFlagsService/GetFeatureFlags':
          return checkTransport(request) ?? json({ featureFlags: FEATURE_FLAGS });
        case '/api/v1/status/buildinfo':
          return json({
            status: 'success',
            data: { version: '', revision: '', branch: '', buildUser: '', buildDate: '', goVersion: '' },
          });
        case '/ready':
          return { ...text('ready'), headers: { 'content-type': 'text/plain' } };
        case '/pyroscope/render':
        case '/pyroscope/render-diff':
          return refused(`${request.path} (legacy API)`).answer();
        default:
          return notFound();
      }
    },
  };
}

const FEATURE_FLAGS = [{ name: 'utf8LabelNames' }, { name: 'v2StorageLayer', enabled: true }];
const REFUSED = new Set(['SelectHeatmap', 'Diff', 'GetProfileStats', 'AnalyzeQuery']);

type Methods = Readonly<Record<string, (request: QuerierRequest, http: StandinRequest) => Message>>;

function callMethod(methods: Methods, name: string, http: StandinRequest): Answer {
  const method = methods[name];
  if (!method && !REFUSED.has(name)) {
    return notFound();
  }
  const rejected = checkTransport(http);
  if (rejected) {
    return rejected;
  }
  try {
    if (!method) {
      throw refused(name);
    }
    if (/proto/.test(http.headers['content-type'] ?? '')) {
      const message = method(readProtoRequest(http.body, name), http);
      return { status: 200, headers: { 'content-type': 'application/proto' }, body: message.proto!() };
    }
    const message = method(readJsonRequest(http.body.toString('utf8'), `querierv1.${name}Request`), http);
    return { ...json(message.json()), headers: { 'content-type': http.headers['content-type']! } };
  } catch (error) {
    if (error instanceof ConnectError) {
      return error.answer();
    }
    throw error;
  }
}

function querierMethods(store: ProfileStore, timeline: Timeline): Methods {
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
    const maxNodes = checkMaxNodes(request.maxNodes);
    const stacks = selectStacks(store, request);
    const tree = new FunctionTree();
    for (const [stack, value] of stacks) {
      tree.insert(
        store.symbols.functionsOf(stack).map((id) => store.symbols.functions[id]!.nameId),
        value
      );
    }
    const nameOf = (id: number): string => store.symbols.names[id]!;
    const block = truncateTree(tree, { otherId: store.symbols.nameId(OTHER), maxNodes });
    if (request.format === 'PROFILE_FORMAT_TREE') {
      const bytes = stacks.size === 0 ? null : encodeTree(block, nameOf, maxNodes);
      return {
        json: () => (bytes ? { tree: Buffer.from(bytes).toString('base64') } : {}),
        proto: () => (bytes ? wrapField(2, bytes) : new Uint8Array()),
      };
    }
    const flameGraph = buildFlameGraph(block, nameOf, maxNodes);
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
      const ids = unique(
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
      const names = unique(
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
      return { json: () => namesJson(unique(values)) };
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
    SelectSeries(request) {
      checkProfileType(request.profileTypeID);
      const matchers = [...readSelector(request.labelSelector), profileTypeMatcher(request.profileTypeID)];
      checkRange(request);
      const stepMs = Math.round(request.step * 1000);
      if (stepMs < 1) {
        throw invalid('step must be >= 1ms');
      }
      if (request.limit > 0) {
        throw refused('SelectSeries with a limit');
      }
      // A point covers (time − step, time], so the first one reaches back behind `start`.
      const rows = store.select(matchers, request.start - stepMs + 1, request.end + 1);
      if (rows.length > 0 && request.exemplarType === 'EXEMPLAR_TYPE_SPAN') {
        throw backendError('exemplar type span is not implemented', 'Unimplemented');
      }
      const withExemplars = request.exemplarType === 'EXEMPLAR_TYPE_INDIVIDUAL';
      const series = buildTimeSeries(rows, {
        startMs: request.start,
        endMs: request.end,
        stepMs,
        groupBy: request.groupBy,
        withExemplars,
      });
      return { json: () => (series.length > 0 ? { series } : {}) };
    },
  };
}

/** A node limit of a pprof is neither checked nor set where none is given. */
function mergedProfile(store: ProfileStore, request: QuerierRequest): Profile | null {
  const { profileTypeID: profileTypeId, end: endMs, maxNodes } = request;
  return buildMergedProfile(selectStacks(store, request), store.symbols, {
    profileTypeId,
    endMs,
    maxNodes: maxNodes !== null && maxNodes > 0 ? maxNodes : null,
  });
}

/** Values per stack of what a merging method asks for. @throws ConnectError as the server does, in its order */
function selectStacks(store: ProfileStore, request: QuerierRequest): Map<number, number> {
  checkProfileType(request.profileTypeID);
  const matchers = [...readSelector(request.labelSelector), profileTypeMatcher(request.profileTypeID)];
  checkRange(request);
  if (request.goPgo) {
    throw refused('stackTraceSelector.goPgo');
  }
  const rows = store.select(matchers, request.start, request.end);
  if (rows.length > 0) {
    // Checked block by block, so an id that is no id passes where no block has data.
    checkIds(request);
  }
  const profileIds = new Set(request.profileIdSelector.map((id) => id.toLowerCase()));
  const wanted = profileIds.size === 0 ? rows : rows.filter(({ profileId }) => profileIds.has(profileId));
  const stacks = mergeStacks(wanted, store.symbols, {
    spanIds: request.spanSelector,
    traceIds: request.traceIdSelector,
  });
  const { callSite } = request;
  return callSite === null ? stacks : new Map([...stacks].filter(([stack]) => startsWith(stack, callSite, store)));
}

function startsWith(stack: number, callSite: readonly string[], store: ProfileStore): boolean {
  const functions = store.symbols.functionsOf(stack);
  return callSite.every(
    (name, i) => functions[i] !== undefined && store.symbols.functions[functions[i]!]!.name === name
  );
}

function readSelector(selector: string, prefix = 'parsing label selector'): readonly Matcher[] {
  try {
    return parseSelector(selector);
  } catch (error) {
    throw invalid(`${prefix} ${JSON.stringify(selector)}: ${(error as Error).message}`);
  }
}

function profileTypeMatcher(id: string): Matcher {
  const value = id.split(':').slice(0, 5).join(':');
  return { name: '__profile_type__', op: '=', value, test: (found) => found === value };
}

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort(compareText);
const namesJson = (names: readonly string[]): unknown => (names.length > 0 ? { names } : {});
