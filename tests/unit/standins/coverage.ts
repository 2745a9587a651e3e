/**
 * Which recorded exchanges are replayed against the stand-ins, and how their answers are compared. An exchange that is
 * not named here must be answered as recorded: same status, same JSON (numbers to 1e-9) or same bytes.
 */
import type { ServerName } from './exchanges';

export type Rule =
  /** the answer holds at least what was recorded, or what `compare` says */
  | { readonly kind: 'compared'; readonly how: HowCompared; readonly why: string }
  /** the stand-in says in words that it does not answer this */
  | { readonly kind: 'refused'; readonly status: 501; readonly why: string }
  /** the recorded answer was about something that the recording does not hold */
  | { readonly kind: 'left out'; readonly why: string };

export type HowCompared =
  | 'pprof'
  | 'cut flame graph'
  | 'exemplars'
  | 'label sets'
  | 'names'
  | 'feature flags'
  | 'build info'
  | 'flags'
  | 'trace'
  | 'search'
  | 'some of the found traces';

const compared = (how: HowCompared, why: string): Rule => ({ kind: 'compared', how, why });
const refused = (why: string): Rule => ({ kind: 'refused', status: 501, why });
const leftOut = (why: string): Rule => ({ kind: 'left out', why });

const numbering =
  'ids, string indexes and order of samples are the server’s own: stacks with file and line are compared';
const blocks = 'the server cut several blocks before it merged them; which pushes were in one block is not recorded';
const profileIds = 'profile ids are invented by the server at ingest';
const synthetic = 'two services of a measurement were on the same server and are not in the dataset';
const heatmap = 'heatmaps come with a later step';
const metrics = 'the search statistics count the server’s own bytes';
const absentTrace = 'the trace is not among the 497 of the dataset';
const tags = 'nobody asks for tags or TraceQL metrics';

export const RULES: Readonly<Record<ServerName, Readonly<Record<string, Rule>>>> = {
  pyroscope: {
    '002-series-picker': compared('label sets', synthetic),
    '007-label-values-service': compared('names', synthetic),
    '011-flamegraph-default': compared('cut flame graph', blocks),
    '018-dot-json': refused('Graphviz text is not used'),
    '019-pprof-json': compared('pprof', numbering),
    '020-pprof-proto': compared('pprof', numbering),
    '021-pprof-proto-before': compared('pprof', numbering),
    '040-select-series-exemplars': compared('exemplars', profileIds),
    '043-heatmap-span': refused(heatmap),
    '045-heatmap-span-no-exemplars': refused(heatmap),
    '046-heatmap-individual': refused(heatmap),
    '047-heatmap-mismatch': refused(heatmap),
    '048-heatmap-no-query-type': refused(heatmap),
    '049-heatmap-bad-selector': refused(heatmap),
    '050-heatmap-empty': refused(heatmap),
    '051-diff-before-after': refused('comparisons come with a later step'),
    '053-diff-mismatched-types': refused('comparisons come with a later step'),
    '054-profile-stats': refused('an internal method of the server'),
    '055-feature-flags': compared('feature flags', 'flags of features that the stand-in does not have are not listed'),
    '056-buildinfo': compared('build info', 'the Go version of a server'),
    '057-select-merge-profile-proto': compared('pprof', numbering),
    '058-select-merge-profile-json': compared('pprof', numbering),
    '092-flamegraph-alloc-space': compared('cut flame graph', blocks),
    '093-flamegraph-alloc-objects': compared('cut flame graph', blocks),
    '100-select-series-exemplars-for-id': compared('exemplars', profileIds),
    '102-legacy-render': refused('the legacy API is not used'),
    '103-legacy-render-diff': refused('the legacy API is not used'),
    '105-select-series-exemplars-step-120': compared('exemplars', profileIds),
    '107-profile-id-selector-other-sample-type': leftOut(
      `${profileIds}; a test of its own asks with the stand-in’s id`
    ),
  },
  prometheus: {
    '031-label-values-name': compared('names', 'the dataset holds twelve of the metrics'),
    '038-status-flags': compared('flags', 'flags of a server’s set-up'),
    '039-buildinfo': compared('build info', 'a build of Debian’s'),
    '045-off-exemplars-feature-off': leftOut('a second server without exemplar storage'),
    '046-off-status-flags': leftOut('a second server without exemplar storage'),
  },
  tempo: {
    '001-trace-v2-slow': compared('trace', metrics),
    '003-trace-v2-cross-service': leftOut(absentTrace),
    '004-trace-v1-cross-service': leftOut(absentTrace),
    '005-trace-v2-error': leftOut(absentTrace),
    '006-trace-v1-error': leftOut(absentTrace),
    '007-trace-v2-no-range': compared('trace', metrics),
    '008-trace-v2-protobuf': refused('traces are asked for in JSON'),
    '009-trace-v1-protobuf': refused('traces are asked for in JSON'),
    '010-trace-v2-upper-case': compared('trace', metrics),
    '015-trace-v2-wrong-range': compared('trace', `${metrics}; the order of the spans varies`),
    '016-search-slow-with-profile': compared('some of the found traces', 'the server returns any 50 of 152'),
    '017-search-spans-of-trace': compared('search', metrics),
    '019-search-by-profile-ids': compared('search', `${metrics}; any order`),
    '020-search-errors': leftOut('any five failed ones of all traces; none of them is in the dataset'),
    '021-search-most-recent': compared(
      'some of the found traces',
      'the server overlooks newer traces in another of its blocks'
    ),
    '022-search-without-range': leftOut('any three of all traces; none of them is in the dataset'),
    '024-search-quoted-attribute': compared('search', metrics),
    '025-search-empty': compared('search', metrics),
    '028-search-tags': refused(tags),
    '029-search-tags-v2': refused(tags),
    '030-search-tags-v2-span': refused(tags),
    '031-tag-values-service': refused(tags),
    '032-tag-values-route': refused(tags),
    '033-metrics-rate': refused(tags),
    '034-metrics-quantile-exemplars': refused(tags),
    '036-buildinfo': compared('build info', 'the Go version of a server'),
  },
};
