/** What servers with other storage answer otherwise: `v1`, and `v1-v2-dual`, which is v2 with traces of its router. */
import { ConnectError, wrapField, type QuerierRequest } from './connect';
import type { ProfileStore } from './profileStore';
import { diff, selectSeries, treeBytes, type Message, type Methods } from './querier';
import { readSelector } from './selection';
import { checkIds, checkMaxNodes, checkRange } from './validate';

export const STORAGES = ['v2', 'v1', 'v1-v2-dual'] as const;
/** Value of the server's `-architecture.storage`. */
export type Storage = (typeof STORAGES)[number];

/** @returns the methods of a server with that storage, given those of v2 */
export function methodsOf(storage: Storage, v2: Methods, store: ProfileStore): Methods {
  switch (storage) {
    case 'v2':
      return v2;
    case 'v1':
      return v1Methods(v2, store);
    case 'v1-v2-dual':
      return dualMethods(v2, store);
  }
}

type Method = Methods[string];

const unimplemented = (message: string): ConnectError => new ConnectError('unimplemented', message);

/**
 * v1: selectors of call sites and of profiles are dropped where stacks are merged and read where series are summed;
 * what came with v2 is not implemented; errors of the querier behind the frontend are nested in one another.
 */
function v1Methods(v2: Methods, store: ProfileStore): Methods {
  const method = (name: string): Method => v2[name]!;
  const stacktraces: Method = (request, http) => {
    if (request.traceIdSelector.length > 0) {
      throw unimplemented('trace_id_selector is only supported with the v2 query backend');
    }
    if (request.format === 'PROFILE_FORMAT_DOT') {
      throw unimplemented('dot format is only supported with the v2 query backend');
    }
    const narrowed = request.callSite !== null || request.goPgo || request.profileIdSelector.length > 0;
    if (request.spanSelector.length > 0 && narrowed) {
      throw unimplemented(
        'combining span_selector with stack_trace_selector or profile_id_selector is only supported with the v2 query backend'
      );
    }
    checkRange(request);
    if (request.format !== 'PROFILE_FORMAT_PPROF') {
      checkMaxNodes(request.maxNodes);
    }
    return nested(() => {
      checkIds({ ...request, profileIdSelector: [] });
      return method('SelectMergeStacktraces')(
        { ...request, callSite: null, goPgo: false, profileIdSelector: [] },
        http
      );
    });
  };
  return {
    ...v2,
    LabelNames: (request, http) => {
      request.matchers.forEach(checkIngesterMatcher);
      return nested(() => method('LabelNames')(request, { ...http, headers: { ...http.headers, accept: '*/*' } }));
    },
    LabelValues: (request, http) => {
      request.matchers.forEach(checkIngesterMatcher);
      return nested(() => method('LabelValues')(request, http));
    },
    Series: (request, http) => {
      request.matchers.forEach(checkIngesterMatcher);
      return nested(() => method('Series')(request, http));
    },
    SelectMergeStacktraces: stacktraces,
    SelectMergeSpanProfile: (request, http) =>
      stacktraces(
        {
          ...request,
          format: request.format === 'PROFILE_FORMAT_TREE' ? request.format : '',
          callSite: null,
          goPgo: false,
          traceIdSelector: [],
          profileIdSelector: [],
        },
        http
      ),
    SelectMergeProfile: (request, http) => {
      if (request.traceIdSelector.length > 0) {
        throw unimplemented('trace_id_selector is only supported with the v2 query backend');
      }
      checkRange(request);
      const message = nested(() => method('SelectMergeProfile')({ ...request, profileIdSelector: [] }, http));
      return { ...message, json: () => withDuration(message.json(), request) };
    },
    SelectSeries: (request) => {
      checkRange(request);
      return nested(() => selectSeries(store, request, 'reads stacks'));
    },
    Diff: ({ sides }) => nested(() => diff(store, sides, 'cut together')),
    SelectHeatmap: () => {
      throw unimplemented('this endpoint is not available in v1 frontend');
    },
  };
}

/** An empty profile of v1 has its frame; a full one says how long the range was. */
function withDuration(answer: unknown, { start, end }: QuerierRequest): unknown {
  return Object.keys(answer as object).length === 0
    ? { sampleType: [{}], stringTable: [''], periodType: {} }
    : { ...(answer as object), durationNanos: String(BigInt(end - start) * BigInt(1_000_000)) };
}

/** The frontend of v1 puts the querier's error as JSON into the message of its own. */
function nested(answer: () => Message): Message {
  try {
    return answer();
  } catch (error) {
    throw error instanceof ConnectError ? nest(error.code, error.code, error.plain) : error;
  }
}

const nest = (outer: ConnectError['code'], inner: string, message: string): ConnectError =>
  new ConnectError(outer, goJson({ code: inner, message }));

/** Go's JSON writes these characters as escapes, which stay visible where JSON is text in JSON. */
const goJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);

/** Matchers of label calls are parsed by the ingester, whose refusal ends as an internal error. */
function checkIngesterMatcher(matcher: string): void {
  try {
    readSelector(matcher);
  } catch (error) {
    const words = error instanceof ConnectError ? error.plain : String(error);
    throw nest(
      'unknown',
      'internal',
      `unknown: rpc error: code = InvalidArgument desc = failed to parse label selector: ${words}`
    );
  }
}

/**
 * Dual: the router asks both storages for trees and draws them itself, so a flame graph comes with its tree, Graphviz
 * is drawn as a flame graph, and a request without a range is one for all there is.
 */
function dualMethods(v2: Methods, store: ProfileStore): Methods {
  const withTree =
    (name: string): Method =>
    (request, http) => {
      if (request.format === 'PROFILE_FORMAT_PPROF' || request.format === 'PROFILE_FORMAT_TREE') {
        return v2[name]!(request, http);
      }
      const asked = withRange(store, { ...request, format: 'PROFILE_FORMAT_FLAMEGRAPH' });
      checkV1Part(store, asked);
      const message = v2[name]!(asked, http);
      const tree = treeBytes(store, name === 'SelectMergeSpanProfile' ? spanOnly(asked) : asked);
      if (tree === null) {
        return message;
      }
      return {
        json: () => ({ ...(message.json() as object), tree: Buffer.from(tree).toString('base64') }),
        proto: () => Buffer.concat([message.proto!(), wrapField(2, tree)]),
      };
    };
  return {
    ...v2,
    SelectMergeStacktraces: withTree('SelectMergeStacktraces'),
    SelectMergeSpanProfile: withTree('SelectMergeSpanProfile'),
    Diff: ({ sides }) => diff(store, sides, 'as they are'),
    GetProfileStats: () => {
      const span = store.timeSpan();
      return { json: () => (span ? { dataIngested: true, newestProfileTime: String(span.newestMs) } : {}) };
    },
  };
}

const spanOnly = (request: QuerierRequest): QuerierRequest => ({
  ...request,
  traceIdSelector: [],
  profileIdSelector: [],
});

function withRange(store: ProfileStore, request: QuerierRequest): QuerierRequest {
  const span = store.timeSpan();
  return request.start === 0 && request.end === 0 && span
    ? { ...request, start: span.oldestMs, end: span.newestMs + 1 }
    : request;
}

/** The part of a range that lies before the first profile is asked of v1, which measures it alone. */
function checkV1Part(store: ProfileStore, { start, end }: QuerierRequest): void {
  const span = store.timeSpan();
  if (span && start !== 0 && start < span.oldestMs && end >= span.oldestMs) {
    checkRange({ start, end: span.oldestMs - 1 });
  }
}
