/** Spans out of the frame `Trace` that Grafana's Tempo (and Jaeger, Zipkin) data source returns for a trace id. */
import type { DataFrame } from '@grafana/data';
import { normalizeSpanId } from '../../correlate/exemplars';
import { PROFILE_ID_ATTRIBUTE, type TraceSpan } from '../../correlate/profileSpan';

/** Which columns must be there; a frame without them is no trace. */
const REQUIRED = ['spanID', 'parentSpanID', 'serviceName', 'startTime', 'duration'] as const;

/** Times and durations of that frame are in milliseconds. null where the frame is no trace. */
export function spansOfTraceFrame(frame: DataFrame): readonly TraceSpan[] | null {
  const column = (name: string): ArrayLike<unknown> | undefined =>
    frame.fields.find((field) => field.name === name)?.values;
  const [ids, parents, services, starts, durations] = REQUIRED.map(column);
  if (!ids || !parents || !services || !starts || !durations) {
    return null;
  }
  const names = column('operationName');
  const tags = column('tags');
  const spans: TraceSpan[] = [];
  for (let row = 0; row < frame.length; row++) {
    const spanId = normalizeSpanId(ids[row]);
    const startMs = Number(starts[row]);
    const durationMs = Number(durations[row]);
    if (spanId !== null && Number.isFinite(startMs) && Number.isFinite(durationMs)) {
      spans.push({
        spanId,
        parentSpanId: normalizeSpanId(parents[row]),
        service: String(services[row] ?? ''),
        name: String(names?.[row] ?? ''),
        startMs,
        durationMs,
        profileId: normalizeSpanId(attribute(tags?.[row], PROFILE_ID_ATTRIBUTE)),
      });
    }
  }
  return spans;
}

/** Attributes come as parsed `[{key, value}]` in the browser and as JSON text from the backend (recorded). */
function attribute(cell: unknown, key: string): unknown {
  let list = cell;
  if (typeof cell === 'string') {
    try {
      list = JSON.parse(cell);
    } catch {
      return undefined;
    }
  }
  const found: unknown = Array.isArray(list) ? list.find((entry) => isRecord(entry) && entry.key === key) : undefined;
  return isRecord(found) ? found.value : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
