/**
 * Servers of each storage mode, and an old one, as a fake backend: what they answer to what `probeServer` asks. Answers
 * are recorded ones where there are any; the rest follows what the recordings' notes say of a mode.
 */
import type { BackendSrvRequest } from '@grafana/runtime';
import { jsonReply, replyOf, type FakeAnswer } from './fakeBackend';
import { readRecording } from './recordings';

export type ServerKind = 'v1' | 'v2' | 'dual' | 'old';

const recorded = (file: string) => replyOf(readRecording(file));
const nothing = recorded('pyroscope/026-span-selector-unknown');
/** What a server before 2.2 makes of a pprof request: a flame graph. */
const noPprof: FakeAnswer = { status: 200, body: Uint8Array.of(0x0a, 0x02, 0x0a, 0x00) };
const withExemplar = {
  series: [{ points: [{ value: 5, timestamp: '1', exemplars: [{ profileId: 'a', value: '5', timestamp: '1' }] }] }],
};

/** @returns the reply of a server that has profiles, whatever is asked for */
export function serverOf(kind: ServerKind): (request: BackendSrvRequest) => FakeAnswer {
  const whole = recorded(kind === 'dual' ? 'pyroscope-dual/029-span-profile' : 'pyroscope/029-span-profile');
  const isV2 = kind === 'v2' || kind === 'dual';
  return ({ url, data }) => {
    const body = typeof data === 'string' ? (JSON.parse(data) as Record<string, unknown>) : null;
    switch (url.slice(url.lastIndexOf('/') + 1)) {
      case 'ProfileTypes':
        return recorded('pyroscope/001-profile-types');
      case 'LabelValues':
        return recorded('pyroscope/007-label-values-service');
      case 'SelectSeries':
        return isV2 ? jsonReply(withExemplar) : recorded('pyroscope-v1/040-select-series-exemplars');
      case 'SelectHeatmap':
        if (kind === 'old') {
          return recorded('pyroscope/083-err-unknown-method');
        }
        return isV2 ? jsonReply({}) : recorded('pyroscope-v1/045-heatmap-span-no-exemplars');
      case 'SelectMergeStacktraces':
        if (body === null) {
          return kind === 'old' ? noPprof : recorded('pyroscope/020-pprof-proto');
        }
        if (kind === 'v1' && 'traceIdSelector' in body) {
          return recorded('pyroscope-v1/027-trace-id-selector');
        }
        return selects(kind, body) ? nothing : whole;
      default:
        return whole;
    }
  };
}

/** By ids and call sites that nothing has. */
function selects(kind: ServerKind, body: Record<string, unknown>): boolean {
  const known: Record<ServerKind, readonly string[]> = {
    old: [],
    v1: ['spanSelector'],
    v2: ['spanSelector', 'traceIdSelector', 'profileIdSelector', 'stackTraceSelector'],
    dual: ['spanSelector', 'traceIdSelector', 'profileIdSelector', 'stackTraceSelector'],
  };
  return known[kind].some((key) => key in body);
}
