/**
 * What function names say about the kind of work: data, one row a rule, tried in this order within a language.
 *
 * Origin: the classifier of the project's method notes (names seen in real profiles or in the runtimes' sources), with
 * the over-wide rows anchored: `aes` no longer matches `runtime.aeshashbody`, `ring::` no longer `std::string::`,
 * `pino` no longer `pinot`, `realloc…` no longer `freeaddrinfo`. `work` rows name what a library is for and apply to
 * any frame; the others name runtime frames. No row may name a function of an application.
 */
import type { Category, Language } from './model';

/** Parts of the allocation and collection ledger; the order is the code of a node's bucket, 0 = none. */
export const LEDGER_BUCKETS = ['none', 'alloc', 'assist', 'mark', 'idleMark', 'sweep', 'idle'] as const;
export type LedgerBucket = (typeof LEDGER_BUCKETS)[number];

export interface PatternRow {
  readonly id: string;
  readonly language: Language | 'any';
  readonly category: Category;
  readonly pattern: RegExp;
  /** frames whose whole subtree belongs to a part of the ledger (or is idle) */
  readonly bucket?: LedgerBucket;
  /** cost that somebody asked for: key stretching, signatures. Less of it is a decision, not an edit. */
  readonly inherent?: true;
}

export const PATTERNS: readonly PatternRow[] = [
  // Go runtime
  { id: 'go.gc.assist', language: 'go', category: 'gc', bucket: 'assist', pattern: /^runtime\.gcAssistAlloc\d?$/ },
  { id: 'go.gc.idle', language: 'go', category: 'gc', bucket: 'idleMark', pattern: /^runtime\.gcDrainMarkWorkerIdle$/ },
  {
    id: 'go.gc.sweep',
    language: 'go',
    category: 'gc',
    bucket: 'sweep',
    pattern:
      /^runtime\.(bgsweep|sweepone|deductSweepCredit|bgscavenge|\(\*sweepLocked\)\.sweep|\(\*pageAlloc\)\.scavenge\w*)$/,
  },
  {
    id: 'go.gc.mark',
    language: 'go',
    category: 'gc',
    bucket: 'mark',
    pattern: /^runtime\.(gcBgMarkWorker|gcDrain\w*|gcMark(Done|Termination)|gcStart|_GC)(\.func\d+)?$/,
  },
  {
    id: 'go.gc.leaf',
    language: 'go',
    category: 'gc',
    pattern:
      /^runtime\.(scan[oO]bject\w*|scanSpan|scanblock|scanstack|greyobject|findObject|markroot\w*|tryDeferToSpanScan|wbBufFlush\w*)$/,
  },
  { id: 'go.mallocgc', language: 'go', category: 'alloc', bucket: 'alloc', pattern: /^runtime\.mallocgc\w*$/ },
  {
    id: 'go.alloc',
    language: 'go',
    category: 'alloc',
    pattern:
      /^runtime\.(newobject|makeslice\w*|makemap\w*|makechan|growslice|rawstring\w*|rawbyteslice|newarray|concatstring\w*|slicebytetostring|stringtoslice\w*|convT\w*|\(\*mcache\)\..*|\(\*mheap\)\.alloc\w*|nextFreeFast|memclrNoHeapPointersChunked)$/,
  },
  {
    id: 'go.lock',
    language: 'go',
    category: 'lock',
    pattern:
      /^(internal\/)?sync\.\(\*(RW)?(Mutex|Cond)\)\.|^(internal\/)?sync\.runtime_Sem|^runtime\.(sem(acquire|release)\w*|lock2|unlock2\w*|procyield\w*|osyield)$/,
  },
  {
    id: 'go.sched',
    language: 'go',
    category: 'sched',
    pattern:
      /^runtime\.(schedule|findRunnable|mcall|park_m|gopark\w*|goready|stealWork|runqsteal|mstart\w*|sysmon|wakep|startm|stopm|note(sleep|wakeup)|futex\w*|netpoll\w*|selectgo|chan(send|recv)\w*|newstack|morestack)$/,
  },
  {
    id: 'go.syscall',
    language: 'go',
    category: 'syscall',
    pattern:
      /(^|\/)syscall(\/linux)?\.|^internal\/poll\.|^os\.\(\*File\)\.(Read|Write|Sync|Seek)|^runtime\.(entersyscall\w*|exitsyscall\w*|reentersyscall|epollwait|usleep|write1|madvise)$|^golang\.org\/x\/sys\//,
  },
  {
    id: 'go.memcopy',
    language: 'go',
    category: 'memcopy',
    pattern:
      /^runtime\.(memmove|typedmemmove|memclr\w*|memequal\w*|duff(copy|zero)|typedslicecopy|cmpstring)$|^internal\/bytealg\./,
  },
  {
    id: 'go.map',
    language: 'go',
    category: 'map',
    pattern:
      /^runtime\.(map(access|assign|delete|iter)\w*|growWork\w*|evacuate\w*|hashGrow|memhash\w*|strhash\w*)|^(runtime\.)?aeshash\w*$|^internal\/runtime\/maps\./,
  },
  {
    id: 'go.unresolved',
    language: 'go',
    category: 'unresolved',
    pattern: /^(runtime\.)?_(ExternalCode|System|VDSO|Lost(ExternalCode|SIGPROFDuringAtomic64|ContendedRuntimeLock))$/,
  },
  // JVM
  {
    id: 'jvm.jit',
    language: 'jvm',
    category: 'jit',
    pattern:
      /^CompileBroker::compiler_thread_loop$|^(C2Compiler|Compiler)::compile_method$|^Interpreter(_\[j\])?$|^I2C\/C2I|table stub$|^(deoptimization|Deoptimization::|OptoRuntime::handle_exception)/,
  },
  {
    id: 'jvm.gc',
    language: 'jvm',
    category: 'gc',
    bucket: 'mark',
    pattern:
      /^(GCTaskThread::run|GangWorker::(run|loop)|WorkerThread::run|ConcurrentGCThread::run|G1\w+::|PS(Scavenge|PromotionManager|ParallelCompact)\w*::|Z(Mark|Relocate|Worker)\w*::|Shenandoah\w*::)/,
  },
  {
    id: 'jvm.alloc',
    language: 'jvm',
    category: 'alloc',
    pattern:
      /^(OptoRuntime::new_(instance|array)\w*|InstanceKlass::allocate_instance|CollectedHeap::|MemAllocator::|JVM_Clone|_new_(instance|array)\w*)/,
  },
  {
    id: 'jvm.lock',
    language: 'jvm',
    category: 'lock',
    pattern:
      /^(ObjectMonitor::(enter|Enter|wait)|ObjectSynchronizer::|Monitor::(lock|wait)\w*|Mutex::lock\w*|SpinPause|__pthread_(mutex_lock|cond_(timed)?wait))|Unsafe\.park$|AbstractQueuedSynchronizer/,
  },
  {
    id: 'jvm.io',
    language: 'jvm',
    category: 'io',
    pattern:
      /^(sun\/nio\/ch\/|java\/net\/Socket|java\/io\/(File(Input|Output)Stream|UnixFileSystem|RandomAccessFile))|EPoll\.wait/,
  },
  {
    id: 'jvm.memcopy',
    language: 'jvm',
    category: 'memcopy',
    pattern: /_arraycopy$|^(jbyte|jshort|jint|jlong|oop)_(disjoint|conjoint)\w*|StubRoutines/,
  },
  { id: 'jvm.sleep', language: 'jvm', category: 'idle', bucket: 'idle', pattern: /^java\/lang\/Thread\.sleep0?$/ },
  // V8
  {
    id: 'v8.gc',
    language: 'node',
    category: 'gc',
    bucket: 'mark',
    pattern:
      /^:?(\(garbage collector\)|Garbage Collection)(:\d+)?$|v8::internal::(Heap|Scavenger|MarkCompactCollector|Sweeper|ConcurrentMarking)\w*::/,
  },
  { id: 'v8.idle', language: 'node', category: 'idle', bucket: 'idle', pattern: /^:?\(idle\)(:\d+)?$/ },
  { id: 'v8.program', language: 'node', category: 'unresolved', pattern: /^:?\((program|root)\)(:\d+)?$/ },
  { id: 'v8.threads', language: 'node', category: 'jit', pattern: /^:?Non JS threads activity(:\d+)?$/ },
  { id: 'v8.regexp', language: 'node', category: 'regexp', pattern: /^RegExp: / },
  {
    id: 'v8.json',
    language: 'node',
    category: 'serialisation',
    pattern: /Builtins_Json(Parse|Stringify)|v8::internal::Json(Parser|Stringifier)/,
  },
  {
    id: 'v8.deopt',
    language: 'node',
    category: 'jit',
    pattern:
      /Deoptimizer::|Builtin:DeoptimizationEntry|CompileLazyDeoptimizedCode|(Load|KeyedLoad|Store)IC_Miss|Runtime_\w+IC_Miss/,
  },
  {
    id: 'v8.io',
    language: 'node',
    category: 'io',
    pattern:
      /^:?(writeUtf8String|writev|writeBuffer|writeLatin1String)(:\d+)?$|^node:(net|internal\/stream|fs|dgram)|uv__(io_poll|read|write)/,
  },
  // Python
  {
    id: 'py.gc',
    language: 'python',
    category: 'gc',
    bucket: 'mark',
    pattern: /^<GC>$|\b(gc_collect_main|_PyGC_Collect|gc_collect_generations)\b/,
  },
  {
    id: 'py.lock',
    language: 'python',
    category: 'lock',
    pattern:
      /threading\.py\S* - (acquire|wait|__enter__)|\b(acquire_timed|take_gil|drop_gil|PyEval_(Restore|Acquire)Thread)\b|PyThread_acquire_lock/,
  },
  {
    id: 'py.alloc',
    language: 'python',
    category: 'alloc',
    pattern: /\b(_?PyObject_(Malloc|Realloc|Free)|pymalloc_\w+|PyMem_\w+)\b/,
  },
  { id: 'py.poll', language: 'python', category: 'idle', bucket: 'idle', pattern: /selectors\.py\S* - select$/ },
  // Ruby
  {
    id: 'rb.gc',
    language: 'ruby',
    category: 'gc',
    bucket: 'mark',
    pattern: /^\((garbage collection|marking|sweeping)\)$|\b(gc_(mark|sweep|start|marks)\w*|rb_gc\w*)\b/,
  },
  {
    id: 'rb.lock',
    language: 'ruby',
    category: 'lock',
    pattern: /\b(gvl_acquire\w*|thread_sched_(wait|to_running)\w*|rb_mutex_lock|native_cond_\w+)\b/,
  },
  {
    id: 'rb.c_unknown',
    language: 'ruby',
    category: 'unresolved',
    pattern: /^\(unknown\)(:-?\d+)? - \(unknown\) \[c function\]$/,
  },
  // .NET
  {
    id: 'net.gc',
    language: 'dotnet',
    category: 'gc',
    bucket: 'mark',
    pattern:
      /(WKS|SVR)::(gc_heap|GCHeap)::|GCToEEInterface::|^\[native\] .*GC|^Garbage Collector|ThreadSuspend::(SuspendEE|RestartEE)/,
  },
  {
    id: 'net.alloc',
    language: 'dotnet',
    category: 'alloc',
    pattern: /JIT_New(Arr1|S|ArrHelper)?\w*|JIT_BoxFastMP|AllocateString\w*/,
  },
  {
    id: 'net.lock',
    language: 'dotnet',
    category: 'lock',
    pattern:
      /JIT_Mon(Enter|Exit|ReliableEnter)\w*|System\.Threading!?\.?(Monitor|SpinWait|SpinLock|SemaphoreSlim|ManualResetEventSlim)\b|AwareLock::/,
  },
  {
    id: 'net.jit',
    language: 'dotnet',
    category: 'jit',
    pattern: /ThePreStub|PreStubWorker|UnsafeJitFunction|clrjit!|libclrjit/,
  },
  // native code and kernel, in every language
  {
    id: 'native.alloc',
    language: 'any',
    category: 'alloc',
    pattern:
      /^(_?_?(libc_)?(malloc|calloc|realloc|free|cfree|memalign|posix_memalign|valloc|pvalloc)|_int_(malloc|free)|malloc_consolidate|sysmalloc)$|^(tc_(malloc|free|new|delete|calloc|realloc)\w*|tcmalloc::.*|operator (new|delete)(\[\])?.*|je_\w+|mi_(malloc|free)\w*|__rust_(alloc|dealloc|realloc)\w*|__rdl_\w+|alloc::alloc::\w+)/,
  },
  {
    id: 'native.memcopy',
    language: 'any',
    category: 'memcopy',
    pattern: /^_*(mem(cpy|move|set|cmp|chr)|str(len|cmp|cpy))(_\w+)?$|^__mem\w+_(avx|sse|evex|erms)\w*/,
  },
  {
    id: 'native.lock',
    language: 'any',
    category: 'lock',
    pattern: /^_*pthread_(mutex|rwlock|spin)_\w+$|^__lll_lock_wait\w*|parking_lot::|std::mutex::lock/,
  },
  {
    id: 'kernel.lock',
    language: 'any',
    category: 'lock',
    pattern:
      /^(native_queued_spin_lock_slowpath|__pv_queued_spin_lock_slowpath|rwsem_\w+slowpath|mutex_spin_on_owner|osq_lock|futex_(wait|wake)\w*)(_\[k\])?$/,
  },
  {
    id: 'kernel.syscall',
    language: 'any',
    category: 'syscall',
    pattern:
      /^(entry_SYSCALL_64\w*|system_call_fastpath|do_syscall_64|__x64_sys_\w+|SYSC_\w+|[sS]y[sS]_\w+|ksys_\w+|vfs_(read|write|fsync)|__vfs_\w+|sock_\w+|inet6?_\w+|tcp_\w+|udp_\w+|ip_\w+|ep_poll|do_epoll_wait)(_\[k\])?$/,
  },
  {
    id: 'kernel.sched',
    language: 'any',
    category: 'sched',
    pattern: /^(_*schedule\w*|try_to_wake_up|finish_task_switch\w*|pick_next_task\w*)_\[k\]$/,
  },
  // what a library is for
  {
    id: 'work.kdf',
    language: 'any',
    category: 'crypto',
    inherent: true,
    pattern: /(^|[/.:_])(bcrypt|scrypt|argon2|pbkdf2)\w*([/.:(]|$)/i,
  },
  {
    id: 'work.signature',
    language: 'any',
    category: 'crypto',
    inherent: true,
    pattern: /(^|\/)crypto\/(rsa|ecdsa|ed25519)\.|(^|[/:])(ECDSA|RSA)_(sign|verify)/,
  },
  {
    id: 'work.crypto',
    language: 'any',
    category: 'crypto',
    pattern:
      /(^|\/)crypto\/|^golang\.org\/x\/crypto|OPENSSL_|libcrypto|^rustls::|^ring::|^sun\/security|^javax\/crypto|\bchacha20|edwards25519/,
  },
  {
    id: 'work.regexp',
    language: 'any',
    category: 'regexp',
    pattern:
      /^regexp(\/syntax)?\.|^java\/util\/regex|\bre2::|\bpcre2?_|regex_automata::|\bsre_\w+|System\.Text\.RegularExpressions|\bonig_/,
  },
  {
    id: 'work.serialisation',
    language: 'any',
    category: 'serialisation',
    pattern:
      /(^|\/)encoding\/(json|xml|gob|asn1|csv|binary)\b|\/protobuf\/|\bprotobuf::|com\/fasterxml\/jackson|com\/google\/gson|\bserde(_json)?::|simplejson|orjson|json\/(decoder|encoder)\.py|System\.Text\.Json|Newtonsoft|\bmsgpack\b|\bavro\b|\bthrift\b/,
  },
  {
    id: 'work.compression',
    language: 'any',
    category: 'compression',
    pattern:
      /(^|\/)compress\/|klauspost\/compress|\bsnappy\b|\blz4\b|\bzstd\b|\bbrotli\b|^_?(deflate|inflate)|node:zlib/,
  },
  {
    id: 'work.logging',
    language: 'any',
    category: 'logging',
    pattern:
      /^log(\/slog)?\.|go\.uber\.org\/zap|sirupsen\/logrus|rs\/zerolog|go-kit\/log|ch\/qos\/logback|org\/apache\/log|org\/slf4j|logging\/__init__\.py|\/(winston|pino|bunyan)\/|\bSerilog\b|\bNLog\b|tracing_subscriber::/,
  },
  {
    id: 'unresolved',
    language: 'any',
    category: 'unresolved',
    pattern:
      /^(unknown|\[unknown\]|\[UNKNOWN\]|\(unknown\)|<unknown>|\?+|0x[0-9a-fA-F]+|\[[^\]]*\.so[^\]]*\]|BROKEN|no_Java_frame|unknown_Java|not_walkable_Java|GC_active)$/,
  },
];

/**
 * Frames that the profiler's own signal puts on the stack; their time belongs to the frame below (reference:
 * measured).
 */
export const ARTEFACT = /^runtime\.asyncPreempt2?$/;

/** Name that Pyroscope gives to nodes cut by the query limit; only meant when it is childless. */
export const HIDDEN_NAME = 'other';

/** Frames under every goroutine, thread or event loop turn: never an entry point, never a group of its own. */
export const SCAFFOLD =
  /^(runtime\.(goexit|main|mcall|mstart\w*|systemstack|goexit0)|start_thread|clone3?|__libc_start_main\w*|_start|java\/lang\/Thread\.run|thread_native_entry|JavaThread::\w+|:?Node\.js(:\d+)?|\.NET|all|root|total)$/;
