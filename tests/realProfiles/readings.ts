/** What a reading by hand with `go tool pprof -top`, `-cum` and `-peek` says of each public profile. */
export interface Reading {
  /** below the folder of public profiles */
  readonly file: string;
  /** the place that a reader of the tables would go to */
  readonly byHand: string;
  /** whether that and the engine's answer are the same place */
  readonly agrees: 'yes' | 'partly' | 'no';
  readonly remark: string;
}

export const READINGS: readonly Reading[] = [
  {
    file: 'google-pprof/large.cpu',
    byHand: '`time.Now` 85.4 % self, all of it below `main.next` (90.3 % cum, a stack once): cache the clock there',
    agrees: 'yes',
    remark: 'A sum over all nodes says 962 % for `main.next`.',
  },
  {
    file: 'mtg/default.pgo',
    byHand: 'writes to sockets, 99 % of `tls.WriteRecordInPlace` goes there, 23 % cum; reads are a second path',
    agrees: 'yes',
    remark: 'Writing stays with the function that can buffer; `doppel.Conn.start` brings 99.9 % of it.',
  },
  {
    file: 'pyroscope/profile_nodejs',
    byHand: 'idle 39 %; of the rest the search handlers hold nearly everything as self time',
    agrees: 'partly',
    remark:
      'One handler stands in the profile under two files (source and build): a reader adds them, the engine does not.',
  },
  {
    file: 'pyroscope/profile_python',
    byHand: '`find_nearest_vehicle` 53.8 % self; below it `mutex_lock` 33.9 % for cars only',
    agrees: 'yes',
    remark:
      'The tutorial that the profile comes from edits `check_driver_availability`: second and third row, worth less by share.',
  },
  {
    file: 'pyroscope/profile_ruby',
    byHand: '30 % stands below nameless native frames; by name `find_nearest_vehicle`, as in Python',
    agrees: 'partly',
    remark: 'The engine asks for symbols; a reader who knows the Python twin would not.',
  },
  {
    file: 'pyroscope/profile_rust',
    byHand: "83 % are the profiler's own frames of unwinding: nothing can be said of the program",
    agrees: 'partly',
    remark: 'The engine names the largest part of what is left.',
  },
  {
    file: 'pyroscope/profile_java',
    byHand: '156 samples; creating and deleting files below `Something.funcBaz`, native frames spread the self time',
    agrees: 'yes',
    remark: '',
  },
  {
    file: 'pyroscope/cpu_go_truncated_1.pb.gz',
    byHand: 'no line over 8 %; collection 17 % cum, calls of the cloud client below the context handler',
    agrees: 'partly',
    remark:
      'The engine names the closure that brings the client’s calls; a reader would call it flat and look at requests made.',
  },
  {
    file: 'pyroscope/cpu_go_truncated_1.pb.gz.fixed',
    byHand: 'as before the repair of its stacks',
    agrees: 'partly',
    remark: 'Same answer before and after the repair, as it should be.',
  },
  {
    file: 'pyroscope/go.cpu.labels.pprof',
    byHand: '`main.work` holds 94 % as self time',
    agrees: 'yes',
    remark: '',
  },
  {
    file: 'pyroscope/heap',
    byHand: 'no allocating function over 5 %: flat',
    agrees: 'yes',
    remark: '',
  },
  {
    file: 'pyroscope/heap_go_truncated_3.pb.gz.fixed',
    byHand:
      '`LabelValues` 8.8 % and `newBigEndianPostings` 7.9 % of the objects, both below `inversePostingsForMatcher`',
    agrees: 'yes',
    remark: 'The engine edits the function that calls both (21 % cum).',
  },
  {
    file: 'pyroscope/diff_left_tree.bin',
    byHand: 'names are made anonymous: one function of 33 % self and thousands of callers, none over 5 %',
    agrees: 'yes',
    remark: 'Whether it is the service’s own cannot be told without names.',
  },
  {
    file: 'speedscope/sucrase.cpuprofile',
    byHand: 'a parser: `processRegion` and the copy of state below `state.js:56`, about 15 % each',
    agrees: 'yes',
    remark: '',
  },
  {
    file: 'speedscope/recursion.txt',
    byHand: 'ten samples: no advice',
    agrees: 'yes',
    remark: 'Cum is 9, 9 and 4 of 10.',
  },
  {
    file: 'flamegraph/perf-vertx-stacks-01-collapsed-all.txt',
    byHand: 'writes to sockets 31 %, below the event loop of netty; no code of a service on those stacks',
    agrees: 'partly',
    remark: 'With libraries alone the engine takes netty as owned and names its wrapper of the write.',
  },
  {
    file: 'flamegraph/perf-java-stacks-01-collapsed-all.txt',
    byHand: '45 samples: no advice',
    agrees: 'yes',
    remark: '',
  },
  {
    file: 'flamegraph/perf-iperf-stacks-pidtid-01-collapsed-all.txt',
    byHand: '82 % `[unknown]`: symbols first',
    agrees: 'yes',
    remark: '',
  },
];
