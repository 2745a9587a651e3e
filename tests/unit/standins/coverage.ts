/**
 * Which recorded exchanges the stand-ins do not answer as recorded by the rules of `tests/contract/compare.ts`, and what
 * holds for them instead. An exchange that is not named here must be answered the same.
 */
import type { ExchangeFolder } from '../../contract/exchanges';

export type Rule =
  /** the answer holds what `how` says */
  | { readonly kind: 'compared'; readonly how: HowCompared; readonly why: string }
  /** the stand-in says in words that it does not answer this */
  | { readonly kind: 'refused'; readonly why: string }
  /** the recorded answer was about something that the recording does not hold */
  | { readonly kind: 'left out'; readonly why: string };

export type HowCompared =
  /** totals, and every node of at least 1 % up to 4 % of the total */
  | 'cut flame graph'
  /** types of the samples and the sum of their values */
  | 'cut pprof'
  /** nothing that was not recorded */
  | 'label sets'
  | 'names'
  | 'keys of the answer'
  | 'enabled features'
  | 'some of the found traces';

const compared = (how: HowCompared, why: string): Rule => ({ kind: 'compared', how, why });
const refused = (why: string): Rule => ({ kind: 'refused', why });
const leftOut = (why: string): Rule => ({ kind: 'left out', why });

const blocks = 'the server cut several blocks before it merged them; which pushes were in one block is not recorded';
const addresses = 'v1 cuts by the addresses of the code before it names functions; addresses are not kept';
const synthetic = 'two services of a measurement were on the same server and are not in the dataset';
const build = 'set-up and build of a server';
const absentTrace = 'the trace is not among the 497 of the dataset';
const otherServer = 'a second server without exemplar storage';
const traceMetrics = 'counts all 48 thousand traces, the dataset has 497 of them';
const legacy = 'the legacy API is not used';

export const RULES: Readonly<Record<ExchangeFolder, Readonly<Record<string, Rule>>>> = {
  pyroscope: {
    '002-series-picker': compared('label sets', synthetic),
    '007-label-values-service': compared('names', synthetic),
    '011-flamegraph-default': compared('cut flame graph', blocks),
    '018-dot-json': refused('Graphviz text is not used'),
    '051-diff-before-after': compared('cut flame graph', blocks),
    '054-profile-stats': leftOut('two of the pushes came after it was asked'),
    '102-legacy-render': refused(legacy),
    '103-legacy-render-diff': refused(legacy),
    '107-profile-id-selector-other-sample-type': leftOut(
      'profile ids are invented by the server at ingest; a test of its own asks with the stand-in’s id'
    ),
  },
  'pyroscope-v1': {
    '012-flamegraph-before': compared('cut flame graph', addresses),
    '013-flamegraph-after': compared('cut flame graph', addresses),
    '015-flamegraph-maxnodes-64': compared('cut flame graph', addresses),
    '017-tree-json': compared('cut flame graph', addresses),
    '019-pprof-json': compared('cut pprof', addresses),
    '020-pprof-proto': compared('cut pprof', addresses),
    '021-pprof-proto-before': compared('cut pprof', addresses),
    '022-tree-proto': compared('cut flame graph', addresses),
    '030-flamegraph-for-call-site': compared('cut flame graph', addresses),
    '051-diff-before-after': compared('cut flame graph', addresses),
    '052-diff-by-label': compared('cut flame graph', addresses),
    '053-diff-mismatched-types': leftOut(`${addresses}; bytes and nanoseconds are ranked together`),
    '057-select-merge-profile-json': compared('cut pprof', addresses),
  },
  'pyroscope-dual': {
    '012-flamegraph-before': compared('cut flame graph', blocks),
    '013-flamegraph-after': compared('cut flame graph', blocks),
    '021-pprof-proto-before': compared('cut pprof', blocks),
    '022-tree-proto': compared('cut flame graph', blocks),
    '051-diff-before-after': compared('cut flame graph', blocks),
    '052-diff-by-label': compared('cut flame graph', blocks),
  },
  prometheus: {
    '031-label-values-name': compared('names', 'the dataset holds twelve of the metrics'),
    '038-status-flags': compared('enabled features', build),
    '039-buildinfo': compared('keys of the answer', build),
    '045-off-exemplars-feature-off': leftOut(otherServer),
    '046-off-status-flags': leftOut(otherServer),
  },
  tempo: {
    '003-trace-v2-cross-service': leftOut(absentTrace),
    '004-trace-v1-cross-service': leftOut(absentTrace),
    '005-trace-v2-error': leftOut(absentTrace),
    '006-trace-v1-error': leftOut(absentTrace),
    '008-trace-v2-protobuf': refused('traces are asked for in JSON'),
    '009-trace-v1-protobuf': refused('traces are asked for in JSON'),
    '016-search-slow-with-profile': compared('some of the found traces', 'the server returns any 50 of 152'),
    '020-search-errors': leftOut('any five failed ones of all traces; none of them is in the dataset'),
    '021-search-most-recent': compared(
      'some of the found traces',
      'the server overlooks newer traces in another of its blocks'
    ),
    '022-search-without-range': leftOut('any three of all traces; none of them is in the dataset'),
    '033-metrics-rate': refused(traceMetrics),
    '034-metrics-quantile-exemplars': refused(traceMetrics),
  },
};
