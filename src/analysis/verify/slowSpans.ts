/**
 * What slow requests spend their time in, from their traces: by span name, the time in the span itself.
 *
 *   POST /checkout  0 ───────────────── 2000      itself: 2000 − 1900 = 100
 *   └ scan             50 ─────────── 1950        itself: 1900, so this span leads the trace
 */
import { median } from 'simple-statistics';
import type { SlowSpan } from './model';

export interface TraceSpan {
  readonly id: string;
  /** null for the first span of a service */
  readonly parentId: string | null;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * @param traces  spans of one slow request each, in any order; children that run at the same time count once
 * @returns names that lead at least one trace, most time first
 * O(spans · log spans).
 */
export function summarizeSlowSpans(traces: ReadonlyArray<readonly TraceSpan[]>): readonly SlowSpan[] {
  const led = new Map<string, { ms: number[]; shares: number[] }>();
  let looked = 0;
  for (const spans of traces) {
    const requestMs = wholeMs(spans);
    if (requestMs <= 0) {
      continue;
    }
    looked++;
    const [name, ms] = longest(selfTimes(spans));
    const known = led.get(name) ?? { ms: [], shares: [] };
    known.ms.push(ms);
    known.shares.push(ms / requestMs);
    led.set(name, known);
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return [...led]
    .sort(([a, ledA], [b, ledB]) => sum(ledB.ms) - sum(ledA.ms) || (a < b ? -1 : 1))
    .map(([name, { ms, shares }]) => ({
      name,
      traces: looked,
      tracesLed: ms.length,
      medianMs: median(ms),
      shareOfRequest: median(shares),
      occurrences: null,
    }));
}

function wholeMs(spans: readonly TraceSpan[]): number {
  let start = Infinity;
  let end = -Infinity;
  for (const span of spans) {
    start = Math.min(start, span.startMs);
    end = Math.max(end, span.endMs);
  }
  return end - start;
}

/** Span name → milliseconds in such spans that no child covers. */
function selfTimes(spans: readonly TraceSpan[]): Map<string, number> {
  const children = new Map<string, TraceSpan[]>();
  for (const span of spans) {
    if (span.parentId !== null) {
      children.set(span.parentId, [...(children.get(span.parentId) ?? []), span]);
    }
  }
  const times = new Map<string, number>();
  for (const span of spans) {
    const self = span.endMs - span.startMs - covered(span, children.get(span.id) ?? []);
    times.set(span.name, (times.get(span.name) ?? 0) + self);
  }
  return times;
}

/** Part of the span that its children cover, overlaps once, what outlives the span left out. */
function covered({ startMs, endMs }: TraceSpan, children: readonly TraceSpan[]): number {
  let sum = 0;
  let reached = startMs;
  for (const child of [...children].sort((a, b) => a.startMs - b.startMs)) {
    const from = Math.max(reached, child.startMs);
    const to = Math.min(endMs, child.endMs);
    if (to > from) {
      sum += to - from;
      reached = to;
    }
  }
  return sum;
}

function longest(times: ReadonlyMap<string, number>): [string, number] {
  let best: [string, number] = ['', -1];
  for (const entry of times) {
    if (entry[1] > best[1]) {
      best = entry;
    }
  }
  return best;
}
