/**
 * What function names say about the kind of work: the columns of the pattern table and the few names that counting
 * itself must know. The rows stand in `patternTable.ts`.
 */
import type { Category, Language } from './model';

export { PATTERNS } from './patternTable';

/** Parts of the allocation and collection ledger; the order is the code of a node's bucket, 0 = none. */
export const LEDGER_BUCKETS = ['none', 'alloc', 'assist', 'mark', 'idleMark', 'sweep', 'idle'] as const;
export type LedgerBucket = (typeof LEDGER_BUCKETS)[number];

/**
 * Where in a stack a row may match when a stack is classified.
 *
 * - `leaf-first` the leaf has no name: nothing else is asked
 * - `any`        any frame: collector and compiler threads, whatever they run below
 * - `suffix`     the leaf, or a frame above it that only infrastructure separates from it
 * - `leaf`       the leaf alone
 * - `tag`        what a library is for; any frame, asked last
 */
export type MatchMode = 'leaf-first' | 'any' | 'suffix' | 'leaf' | 'tag';

export interface PatternRow {
  readonly id: string;
  readonly match: MatchMode;
  readonly language: Language | 'any';
  readonly category: Category;
  readonly pattern: RegExp;
  /** frames whose whole subtree belongs to a part of the ledger (or is idle) */
  readonly bucket?: LedgerBucket;
  /** cost that somebody asked for: key stretching, signatures. Less of it is a decision, not an edit. */
  readonly inherent?: true;
}

/**
 * Frames through which a leaf is followed up to the frame that says what kind of work it does: `memmove` below
 * `growslice` is allocation, `futex` below `Mutex.Lock` a lock. Measured with these: the shares of the method notes.
 * Null: the standard library and everything below it.
 */
export const INFRASTRUCTURE: Readonly<Record<Language, RegExp | null>> = {
  go: /^(runtime|internal|sync|syscall|reflect|unsafe)[./]|^golang\.org\/x\/sys/,
  jvm: /_\[k\]$|^(java|sun|jdk|javax)\/|^[A-Za-z_]\w*(::|$)|^\[/,
  node: /^:?\(|^node:|^:/,
  python: /^(threading|socket|selectors)/,
  ruby: /\[c function\]|^<internal/,
  dotnet: /^System[.!]/,
  rust: null,
  native: /_\[k\]$|^\[|^_/,
  unknown: /_\[k\]$|^\[|^_/,
};

/**
 * Where threads, goroutines and event loops wait for the next piece of work: nobody's request waits there. Idle in
 * profiles that measure waiting; in a CPU profile what runs below is cost like any other. First match at any depth.
 */
export const BACKGROUND: Partial<Readonly<Record<Language, RegExp>>> = {
  go: /^net\.\(\*(TCP|Unix)Listener\)\.Accept\w*$|^net\/http\.\(\*connReader\)\.backgroundRead$|^net\/http\.\(\*persistConn\)\.(read|write)Loop$|^os\/signal\.(signal_recv|loop)$|^runtime\.(forcegchelper|runfinq|runFinalizers|runCleanups|ensureSigM\.func1)$/,
  jvm: /ThreadPoolExecutor:?\.getTask$|ForkJoinPool:?\.(awaitWork|runWorker)$|NioEventLoop:?\.select\w*$|EpollEventLoop:?\.epollWait$|(EPoll|KQueue|WEPoll)(SelectorImpl)?:?\.(wait|doSelect)$|ReferenceQueue:?\.remove$|Reference:?\.waitForReferencePendingList$|ServerSocketChannelImpl:?\.accept$/,
  python: /(^|\/)(selectors\.py\S* - select|socketserver\.py\S* - get_request)$/,
  ruby: /puma\/(reactor|server)\.rb\S* - (select_internal|select|handle_servers)$|- (select|accept|accept_nonblock) \[c function\]$/,
  dotnet:
    /LowLevelLifoSemaphore\.Wait\w*$|PortableThreadPool\.(GateThread|WaitThread)\b|TimerQueue\.TimerThread$|SocketAsyncEngine\.EventLoop$/,
};

/**
 * Frames that the profiler's own signal puts on the stack; their time belongs to the frame below (measured:
 * 5 to 36 % of self time on a loaded host).
 */
export const ARTEFACT =
  /^(runtime\.(asyncPreempt2?|sigtramp(go)?|sigreturn\w*|sighandler|sigprof\w*)|__restore_rt)$|(^| - )(backtrace::backtrace::(\w+::)?trace(_unsynchronized)?|<?pprof::(backtrace|profiler)::.*)$/;

/** Name that Pyroscope gives to nodes cut by the query limit; only meant when it is childless. */
export const HIDDEN_NAME = 'other';

/**
 * Frames under every goroutine, thread or event loop turn, and the roots that the Go profiler invents where it could
 * not walk a stack: never an entry point, never a group of its own.
 */
export const SCAFFOLD =
  /^(runtime\.(goexit|main|mcall|mstart\w*|systemstack|goexit0|_(System|ExternalCode|VDSO|LostExternalCode|LostSIGPROFDuringAtomic64|LostContendedRuntimeLock))|start_thread|clone3?|__clone3?|__libc_start_\w+|_start|java\/lang\/Thread\.run(Worker)?|thread_native_entry|thread_entry|java_start|call_stub(_\[j\])?|JavaThread::\w+|JavaCalls::\w+|:?Node\.js(:\d+)?|:?\(root\)(:\d+)?|__rust_(begin|end)_short_backtrace|__rust_(maybe_catch_panic|try)|\.NET|all|root|total)$/;
