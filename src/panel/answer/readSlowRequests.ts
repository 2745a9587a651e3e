/**
 * Reads a few slow requests: the trace of each, and the profile of its span. A bounded number of queries, two at a time.
 */
import type { Exemplar } from '../../correlate/exemplars';
import { findProfileSpan } from '../../correlate/profileSpan';
import { requestSpan, type SlowRequest } from '../../correlate/waiting';
import { describeProfileFrame } from '../../shared/ui/frames/profileSource';
import { isFresh, windowAround, WINDOW_MARGIN_MS, type RequestPorts } from '../request/loadRequestProfile';
import type { DataFrame } from '@grafana/data';

/** Requests under way at a time: they share the connections with the dashboard's own queries. */
const AT_A_TIME = 2;
/** Stores and clocks may lag. */
const TRACE_MARGIN_MS = 30 * 60_000;

/**
 * @param service as the profile query names it; null = any
 * @throws what the ports throw, where no request could be read at all; one that fails leaves the others
 */
export async function readSlowRequests(
  picked: readonly Exemplar[],
  service: string | null,
  ports: RequestPorts
): Promise<readonly SlowRequest[]> {
  const read: SlowRequest[] = [];
  const failures: unknown[] = [];
  const waiting = [...picked];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      try {
        read.push(await readOne(next, service, ports));
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  if (read.length === 0 && failures.length > 0) {
    throw failures[0];
  }
  return read.sort((a, b) => b.durationMs - a.durationMs);
}

async function readOne(exemplar: Exemplar, service: string | null, ports: RequestPorts): Promise<SlowRequest> {
  const { key, traceId, spanId, timeMs, valueSeconds } = exemplar;
  const durationMs = valueSeconds * 1000;
  const startMs = timeMs - durationMs;
  const spans = (await ports.queryTrace?.(traceId, windowAround(startMs, timeMs, TRACE_MARGIN_MS))) ?? null;
  const found = spans === null ? null : findProfileSpan(spans, { spanId, service, valueSeconds });
  if (found?.kind === 'found') {
    const { span, profileId } = found;
    const window = windowAround(span.startMs, span.startMs + span.durationMs, WINDOW_MARGIN_MS);
    const frame = await ports.queryProfile(profileId, window);
    // Profiled, and no sample fell into it: it used next to no CPU. A profile that may still come says nothing.
    const cpuMs = frame !== null ? cpuMsOf(frame) : isFresh({ timeMs, nowMs: Date.now() }) ? null : 0;
    return { key, durationMs: span.durationMs, cpuMs, span, spans };
  }
  // Without a trace the exemplar's own span is the best guess: mostly it is the one with the profile.
  if (spans === null && spanId !== null) {
    const frame = await ports.queryProfile(spanId, windowAround(startMs, timeMs, WINDOW_MARGIN_MS));
    return { key, durationMs, cpuMs: frame === null ? null : cpuMsOf(frame), span: null, spans };
  }
  const span = spans === null ? null : requestSpan(spans, { spanId, service, durationMs });
  return { key, durationMs, cpuMs: null, span, spans };
}

const MS_PER_UNIT: Readonly<Record<string, number>> = {
  nanoseconds: 1e-6,
  microseconds: 1e-3,
  milliseconds: 1,
  seconds: 1e3,
};

/** Weight of the whole profile in milliseconds; null where its unit is no time. */
export function cpuMsOf(frame: DataFrame): number | null {
  const factor = MS_PER_UNIT[describeProfileFrame(frame).unit];
  const total: unknown = frame.fields.find(({ name }) => name === 'value')?.values[0];
  return factor === undefined || typeof total !== 'number' ? null : total * factor;
}
