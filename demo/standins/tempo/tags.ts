/** Tempo's lists of attribute names and values, as editors ask for them to complete a query. */
import type { Attribute } from '../dataset';
import { json, text, type Answer } from '../http';
import { sortedUnique } from '../promql/labels';
import type { Timeline } from '../rounds';
import { parseTraceql, TraceqlError, type Field } from './traceql';
import { fieldReader, type StoredTrace, type TraceStore } from './traceStore';

/** Without a range, Tempo searches what is recent. */
const RECENT_MS = 3_600_000;

/** Fields that every span has. */
const INTRINSICS = [
  'duration',
  'event:name',
  'event:timeSinceStart',
  'instrumentation:name',
  'instrumentation:version',
  'kind',
  'link:spanID',
  'link:traceID',
  'name',
  'rootName',
  'rootServiceName',
  'span:duration',
  'span:id',
  'span:kind',
  'span:name',
  'span:parentID',
  'span:status',
  'span:statusMessage',
  'status',
  'statusMessage',
  'trace:duration',
  'trace:id',
  'trace:rootName',
  'trace:rootService',
  'traceDuration',
];

/** `start` and `end` in whole seconds → ms. */
export function readRange(params: URLSearchParams, timeline: Timeline): { fromMs: number; toMs: number } {
  const [start, end] = [params.get('start'), params.get('end')];
  const toMs = end === null ? Math.min(timeline.nowMs(), Number.MAX_SAFE_INTEGER) : Number(end) * 1000;
  // A recording that is played at its own time has no now: all of it is recent.
  const isAllRecent = end === null && timeline.nowMs() === Number.POSITIVE_INFINITY;
  return { fromMs: start === null ? (isAllRecent ? 0 : toMs - RECENT_MS) : Number(start) * 1000, toMs };
}

/** @returns null when the path asks for something else */
export function searchTags(
  store: TraceStore,
  timeline: Timeline,
  path: string,
  params: URLSearchParams
): Answer | null {
  const { fromMs, toMs } = readRange(params, timeline);
  const found = (): StoredTrace[] => store.within(fromMs, toMs);
  const tag = /^\/api\/v2\/search\/tag\/(.+)\/values$/.exec(path)?.[1];
  if (tag !== undefined) {
    return tagValues(found(), decodeURIComponent(tag), params.get('q') ?? '');
  }
  switch (path) {
    case '/api/search/tags': {
      const scopes = tagScopes(found()).filter(({ name }) => name !== 'intrinsic');
      return json({ tagNames: sortedUnique(scopes.flatMap(({ tags }) => tags)), metrics: {} });
    }
    case '/api/v2/search/tags': {
      const scope = params.get('scope') ?? 'none';
      const scopes = tagScopes(found()).filter(({ name }) => scope === 'none' || scope === '' || name === scope);
      return json({ scopes, metrics: {} });
    }
    default:
      return null;
  }
}

interface TagScope {
  readonly name: 'event' | 'intrinsic' | 'span' | 'resource';
  readonly tags: readonly string[];
}

function tagScopes(traces: readonly StoredTrace[]): TagScope[] {
  const keys = (list: readonly Attribute[] | undefined): string[] => list?.map(({ key }) => key) ?? [];
  const spans = traces.flatMap((trace) => trace.spans);
  const scopes: TagScope[] = [
    { name: 'event', tags: spans.flatMap(({ span }) => span.events?.flatMap((event) => keys(event.attributes)) ?? []) },
    { name: 'intrinsic', tags: INTRINSICS },
    { name: 'span', tags: spans.flatMap(({ span }) => keys(span.attributes)) },
    { name: 'resource', tags: spans.flatMap(({ resource }) => keys(resource)) },
  ];
  return scopes.map(({ name, tags }) => ({ name, tags: sortedUnique(tags) })).filter(({ tags }) => tags.length > 0);
}

/** @param query  TraceQL that narrows the spans; empty or `{}` = all */
function tagValues(traces: readonly StoredTrace[], tag: string, query: string): Answer {
  const [, scope = '', name = ''] = /^(span|resource)?\.(.+)$/.exec(tag) ?? [];
  const field: Field =
    name === '' ? { scope: null, name: tag } : { scope: scope === '' ? 'any' : (scope as 'span' | 'resource'), name };
  try {
    const { matches } = parseTraceql(query.trim() === '' ? '{}' : query);
    const values = new Map<string, { type: string; value: string }>();
    for (const trace of traces) {
      for (const span of trace.spans) {
        const read = fieldReader(trace, span);
        const value = matches(read) ? read(field) : undefined;
        if (value !== undefined) {
          const type = typeof value === 'string' ? wordType(field) : typeof value === 'number' ? 'int' : 'bool';
          values.set(`${type} ${value}`, { type, value: String(value) });
        }
      }
    }
    return json({ tagValues: [...values.values()], metrics: {} });
  } catch (error) {
    if (error instanceof TraceqlError) {
      return text(error.message, error.status);
    }
    throw error;
  }
}

/** Words of an enumeration are keywords of the language. */
const wordType = ({ scope, name }: Field): string =>
  scope === null && /^(span:)?(kind|status)$/.test(name) ? 'keyword' : 'string';
