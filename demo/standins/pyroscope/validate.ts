/** What Pyroscope checks before it answers, with its words. */
import { backendError, invalid, type QuerierRequest } from './connect';

const MAX_RANGE_MS = 24 * 3_600_000;
const DEFAULT_MAX_NODES = 8192;
const MAX_NODES_CEILING = 1_048_576;

export function checkProfileType(id: string): void {
  const parts = id.split(':');
  if (parts.length !== 5 && parts.length !== 6) {
    throw invalid(
      `profile-type selection must be of the form <name>:<sample-type>:<sample-unit>:<period-type>:<period-unit>(:delta), got(${parts.length}): ${JSON.stringify(id)}`
    );
  }
}

export function checkRange({ start, end }: { start: number; end: number }): void {
  if (start === 0 || end === 0) {
    throw invalid('missing time range in the query');
  }
  if (start > end) {
    throw invalid('query start time is after end time');
  }
  if (end - start > MAX_RANGE_MS) {
    throw invalid(
      `the query time range exceeds the limit (max_query_length, actual: ${goDuration(end - start)}, limit: 1d)`
    );
  }
}

/** `90061000` → `25h1m1s`, as Go prints durations of a second or more. */
function goDuration(ms: number): string {
  return `${Math.floor(ms / 3_600_000)}h${Math.floor(ms / 60_000) % 60}m${(ms % 60_000) / 1000}s`;
}

/** @returns the limit to apply */
export function checkMaxNodes(maxNodes: number | null): number {
  if (maxNodes !== null && maxNodes > MAX_NODES_CEILING) {
    throw invalid(`max flamegraph nodes limit ${maxNodes} is greater than allowed ${MAX_NODES_CEILING}`);
  }
  if (maxNodes !== null && maxNodes < 0) {
    throw invalid(`max flamegraph nodes limit must be set (max allowed ${MAX_NODES_CEILING})`);
  }
  return maxNodes || DEFAULT_MAX_NODES;
}

/** Ids of spans, traces and profiles; the server finds them in its backend, hence "unknown" and status 500. */
export function checkIds({ spanSelector, traceIdSelector, profileIdSelector }: QuerierRequest): void {
  for (const id of profileIdSelector) {
    if (![32, 36, 38, 45].includes(id.length)) {
      throw backendError(`invalid UUID length: ${id.length}`);
    }
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
      throw backendError('invalid UUID format');
    }
  }
  checkHex(spanSelector, 16, 'span');
  checkHex(traceIdSelector, 32, 'trace');
}

function checkHex(ids: readonly string[], length: number, what: string): void {
  for (const id of ids) {
    if (id.length !== length) {
      throw backendError(`invalid ${what} id length: ${JSON.stringify(id)}`);
    }
    const wrong = /[^0-9a-f]/i.exec(id)?.[0];
    if (wrong !== undefined) {
      const code = wrong.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
      throw backendError(`encoding/hex: invalid byte: U+${code} '${wrong}'`);
    }
  }
}
