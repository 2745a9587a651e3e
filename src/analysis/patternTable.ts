/**
 * The pattern table: what a function's name says about the kind of work, one row a rule, tried in this order within a
 * language. Data only; {@link PatternRow} says what the columns mean.
 *
 * Origin: the classifier of the method notes (names seen in real profiles or in the runtimes' sources), with its
 * over-wide rows anchored: `aes` does not match `runtime.aeshashbody`, `ring::` not `std::string::`, `pino` not
 * `pinot`, `realloc…` not `freeaddrinfo`. Names drift between versions of a runtime, so rows are unions of old and new
 * spellings. No row may name a function of an application.
 */
import type { PatternRow } from './patterns';

export const PATTERNS: readonly PatternRow[] = [
  // Go runtime
  {
    id: 'go.gc.assist',
    match: 'any',
    language: 'go',
    category: 'gc',
    bucket: 'assist',
    pattern: /^runtime\.gcAssistAlloc\d?$/,
  },
  {
    id: 'go.gc.idle',
    match: 'any',
    language: 'go',
    category: 'gc',
    bucket: 'idleMark',
    pattern: /^runtime\.gcDrainMarkWorkerIdle$/,
  },
  {
    id: 'go.gc.sweep',
    match: 'any',
    language: 'go',
    category: 'gc',
    bucket: 'sweep',
    pattern:
      /^runtime\.(bgsweep|sweepone|deductSweepCredit|bgscavenge|\(\*sweepLocked\)\.sweep|\(\*pageAlloc\)\.scavenge\w*)$/,
  },
  {
    id: 'go.gc.mark',
    match: 'any',
    language: 'go',
    category: 'gc',
    bucket: 'mark',
    pattern: /^runtime\.(gcBgMarkWorker|gcDrain\w*|gcMark(Done|Termination)|gcStart|_GC)(\.func\d+)?$/,
  },
  {
    id: 'go.gc.leaf',
    match: 'suffix',
    language: 'go',
    category: 'gc',
    pattern:
      /^runtime\.(scan[oO]bject\w*|scanSpan|scanblock|scanstack|greyobject|findObject|markroot\w*|tryDeferToSpanScan|wbBufFlush\w*)$/,
  },
  {
    id: 'go.mallocgc',
    match: 'suffix',
    language: 'go',
    category: 'alloc',
    bucket: 'alloc',
    pattern: /^runtime\.mallocgc\w*$/,
  },
  {
    id: 'go.alloc',
    match: 'suffix',
    language: 'go',
    category: 'alloc',
    pattern:
      /^runtime\.(newobject|makeslice\w*|makemap\w*|makechan|growslice|rawstring\w*|rawbyteslice|newarray|concatstring\w*|slicebytetostring|stringtoslice\w*|convT\w*|\(\*mcache\)\..*|\(\*mheap\)\.alloc\w*|nextFreeFast|memclrNoHeapPointersChunked)$/,
  },
  {
    id: 'go.lock',
    match: 'suffix',
    language: 'go',
    category: 'lock',
    pattern:
      /^(internal\/)?sync\.\(\*(RW)?(Mutex|Cond)\)\.|^(internal\/)?sync\.runtime_Sem|^runtime\.(sem(acquire|release)\w*|lock2|unlock2\w*|procyield\w*|osyield)$/,
  },
  {
    id: 'go.sched',
    match: 'suffix',
    language: 'go',
    category: 'sched',
    pattern:
      /^runtime\.(schedule|findRunnable|mcall|park_m|gopark\w*|goready|stealWork|runqsteal|mstart\w*|sysmon|wakep|startm|stopm|note(sleep|wakeup)|futex\w*|netpoll\w*|selectgo|chan(send|recv)\w*|newstack|morestack)$/,
  },
  {
    id: 'go.syscall',
    match: 'suffix',
    language: 'go',
    category: 'syscall',
    pattern:
      /(^|\/)syscall(\/linux)?\.|^internal\/poll\.|^os\.\(\*File\)\.(Read|Write|Sync|Seek)|^runtime\.(entersyscall\w*|exitsyscall\w*|reentersyscall|epollwait|usleep|write1|madvise)$|^golang\.org\/x\/sys\//,
  },
  {
    id: 'go.memcopy',
    match: 'leaf',
    language: 'go',
    category: 'memcopy',
    pattern:
      /^runtime\.(memmove|typedmemmove|memclr\w*|memequal\w*|duff(copy|zero)|typedslicecopy|cmpstring)$|^internal\/bytealg\./,
  },
  {
    id: 'go.map',
    match: 'leaf',
    language: 'go',
    category: 'map',
    pattern:
      /^runtime\.(map(access|assign|delete|iter)\w*|growWork\w*|evacuate\w*|hashGrow|memhash\w*|strhash\w*)|^(runtime\.)?aeshash\w*$|^internal\/runtime\/maps\./,
  },
  {
    id: 'go.reflect',
    match: 'leaf',
    language: 'go',
    category: 'reflection',
    pattern: /^reflect\.|^internal\/reflectlite\./,
  },
  {
    id: 'go.unresolved',
    match: 'suffix',
    language: 'go',
    category: 'unresolved',
    pattern: /^(runtime\.)?_(ExternalCode|System|VDSO|Lost(ExternalCode|SIGPROFDuringAtomic64|ContendedRuntimeLock))$/,
  },
  // JVM
  {
    id: 'jvm.jit',
    match: 'any',
    language: 'jvm',
    category: 'jit',
    pattern: /^CompileBroker::compiler_thread_loop$|^(C2Compiler|Compiler)::compile_method$/,
  },
  {
    id: 'jvm.gc',
    match: 'any',
    language: 'jvm',
    category: 'gc',
    bucket: 'mark',
    pattern:
      /^(GCTaskThread::run|GangWorker::(run|loop)|WorkerThread::run|ConcurrentGCThread::run|G1\w+::|PS(Scavenge|PromotionManager|ParallelCompact)\w*::|Z(Mark|Relocate|Worker)\w*::|Shenandoah\w*::)/,
  },
  {
    id: 'jvm.classload',
    match: 'any',
    language: 'jvm',
    category: 'jit',
    pattern:
      /^(Verifier::verify|InstanceKlass::initialize|LinkResolver::|InterpreterRuntime::resolve|SystemDictionary::resolve)|ClassLoader\.loadClass$|LambdaMetafactory\.(alt)?[mM]etafactory$/,
  },
  {
    id: 'jvm.interp',
    match: 'leaf',
    language: 'jvm',
    category: 'jit',
    pattern: /^Interpreter(_\[j\])?$|_\[0\]$|^I2C\/C2I|table stub$/,
  },
  {
    id: 'jvm.deopt',
    match: 'suffix',
    language: 'jvm',
    category: 'deopt',
    pattern: /^(deoptimization|Deoptimization::|InlineCacheBuffer|OptoRuntime::handle_exception)/,
  },
  {
    id: 'jvm.reflect',
    match: 'suffix',
    language: 'jvm',
    category: 'reflection',
    pattern: /^(java\/lang\/reflect\/|jdk\/internal\/reflect\/|sun\/reflect\/)/,
  },
  {
    id: 'jvm.alloc',
    match: 'suffix',
    language: 'jvm',
    category: 'alloc',
    pattern:
      /^(OptoRuntime::new_(instance|array)\w*|InstanceKlass::allocate_instance|CollectedHeap::|MemAllocator::|JVM_Clone|_new_(instance|array)\w*)/,
  },
  {
    id: 'jvm.lock',
    match: 'suffix',
    language: 'jvm',
    category: 'lock',
    pattern:
      /^(ObjectMonitor::(enter|Enter|wait)|ObjectSynchronizer::|Monitor::(lock|wait)\w*|Mutex::lock\w*|SpinPause|__pthread_(mutex_lock|cond_(timed)?wait))|Unsafe\.park$|AbstractQueuedSynchronizer/,
  },
  {
    id: 'jvm.io',
    match: 'suffix',
    language: 'jvm',
    category: 'io',
    pattern:
      /^(sun\/nio\/ch\/|java\/net\/Socket|java\/io\/(File(Input|Output)Stream|UnixFileSystem|RandomAccessFile))|EPoll\.wait/,
  },
  {
    id: 'jvm.memcopy',
    match: 'leaf',
    language: 'jvm',
    category: 'memcopy',
    pattern: /_arraycopy$|^(jbyte|jshort|jint|jlong|oop)_(disjoint|conjoint)\w*|StubRoutines/,
  },
  {
    id: 'jvm.sleep',
    match: 'suffix',
    language: 'jvm',
    category: 'idle',
    bucket: 'idle',
    pattern: /^java\/lang\/Thread\.sleep0?$/,
  },
  // V8
  {
    id: 'v8.gc',
    match: 'suffix',
    language: 'node',
    category: 'gc',
    bucket: 'mark',
    pattern:
      /^:?(\(garbage collector\)|Garbage Collection)(:\d+)?$|v8::internal::(Heap|Scavenger|MarkCompactCollector|Sweeper|ConcurrentMarking)\w*::/,
  },
  {
    id: 'v8.idle',
    match: 'suffix',
    language: 'node',
    category: 'idle',
    bucket: 'idle',
    pattern: /^:?\(idle\)(:\d+)?$/,
  },
  {
    id: 'v8.program',
    match: 'suffix',
    language: 'node',
    category: 'runtime',
    pattern: /^:?\((program|root)\)(:\d+)?$/,
  },
  {
    id: 'v8.threads',
    match: 'suffix',
    language: 'node',
    category: 'runtime',
    pattern: /^:?Non JS threads activity(:\d+)?$/,
  },
  { id: 'v8.regexp', match: 'suffix', language: 'node', category: 'regexp', pattern: /^RegExp: / },
  {
    id: 'v8.json',
    match: 'suffix',
    language: 'node',
    category: 'serialisation',
    pattern: /Builtins_Json(Parse|Stringify)|v8::internal::Json(Parser|Stringifier)/,
  },
  {
    id: 'v8.deopt',
    match: 'suffix',
    language: 'node',
    category: 'deopt',
    pattern:
      /Deoptimizer::|Builtin:DeoptimizationEntry|CompileLazyDeoptimizedCode|(Load|KeyedLoad|Store)IC_Miss|Runtime_\w+IC_Miss/,
  },
  {
    id: 'v8.io',
    match: 'suffix',
    language: 'node',
    category: 'io',
    pattern:
      /^:?(writeUtf8String|writev|writeBuffer|writeLatin1String)(:\d+)?$|^node:(net|internal\/stream|fs|dgram)|uv__(io_poll|read|write)/,
  },
  // Python
  {
    id: 'py.gc',
    match: 'suffix',
    language: 'python',
    category: 'gc',
    bucket: 'mark',
    pattern: /^<GC>$|\b(gc_collect_main|_PyGC_Collect|gc_collect_generations|subtract_refs|visit_reachable)\b/,
  },
  {
    id: 'py.lock',
    match: 'suffix',
    language: 'python',
    category: 'lock',
    pattern:
      /threading\.py\S* - (acquire|wait|__enter__)|\b(acquire_timed|take_gil|drop_gil|PyEval_(Restore|Acquire)Thread|_PyThreadState_Attach)\b|PyThread_acquire_lock|\bsem_(timed|clock)?wait$/,
  },
  {
    id: 'py.alloc',
    match: 'suffix',
    language: 'python',
    category: 'alloc',
    pattern: /\b(_?PyObject_(Malloc|Realloc|Free)|pymalloc_\w+|PyMem_\w+|tuple_alloc|PyList_New|dict_new\w*)\b/,
  },
  {
    id: 'py.interp',
    match: 'suffix',
    language: 'python',
    category: 'runtime',
    pattern: /^<native>$|\b(_PyEval_EvalFrameDefault|_PyEval_Vector|PyEval_EvalCode|_PyFunction_Vectorcall)\b/,
  },
  {
    id: 'py.poll',
    match: 'suffix',
    language: 'python',
    category: 'idle',
    bucket: 'idle',
    pattern: /selectors\.py\S* - select$/,
  },
  // Ruby
  {
    id: 'rb.gc',
    match: 'suffix',
    language: 'ruby',
    category: 'gc',
    bucket: 'mark',
    pattern: /^\((garbage collection|marking|sweeping)\)$|\b(gc_(mark|sweep|start|marks)\w*|rb_gc\w*)\b/,
  },
  {
    id: 'rb.lock',
    match: 'suffix',
    language: 'ruby',
    category: 'lock',
    pattern: /\b(gvl_acquire\w*|thread_sched_(wait|to_running)\w*|rb_mutex_lock|native_cond_\w+)\b/,
  },
  {
    id: 'rb.c_unknown',
    match: 'suffix',
    language: 'ruby',
    category: 'unresolved',
    pattern: /^\(unknown\)(:-?\d+)? - \(unknown\) \[c function\]$/,
  },
  // .NET
  {
    id: 'net.gc',
    match: 'any',
    language: 'dotnet',
    category: 'gc',
    bucket: 'mark',
    pattern: /(WKS|SVR)::(gc_heap|GCHeap)::|GCToEEInterface::|^\[native\] .*GC|^Garbage Collector/,
  },
  {
    id: 'net.suspend',
    match: 'suffix',
    language: 'dotnet',
    category: 'gc',
    bucket: 'mark',
    pattern: /ThreadSuspend::(SuspendEE|RestartEE|SuspendRuntime)/,
  },
  {
    id: 'net.alloc',
    match: 'suffix',
    language: 'dotnet',
    category: 'alloc',
    pattern: /JIT_New(Arr1|S|ArrHelper)?\w*|JIT_BoxFastMP|(Slow)?AllocateString\w*/,
  },
  {
    id: 'net.lock',
    match: 'suffix',
    language: 'dotnet',
    category: 'lock',
    pattern:
      /JIT_Mon(Enter|Exit|ReliableEnter)\w*|System\.Threading!?\.?(Monitor|SpinWait|SpinLock|SemaphoreSlim|ManualResetEventSlim)\b|AwareLock::/,
  },
  {
    id: 'net.jit',
    match: 'suffix',
    language: 'dotnet',
    category: 'jit',
    pattern: /ThePreStub|PreStubWorker|UnsafeJitFunction|clrjit!|libclrjit|TieredCompilation\w*|CallCountingManager/,
  },
  {
    id: 'net.memcopy',
    match: 'suffix',
    language: 'dotnet',
    category: 'memcopy',
    pattern: /Buffer\.(Memmove|BlockCopy|_Memmove)|SpanHelpers\.(Fill|ClearWith\w+|CopyTo)|JIT_Mem(Set|Cpy)/,
  },
  {
    id: 'net.reflect',
    match: 'suffix',
    language: 'dotnet',
    category: 'reflection',
    pattern: /^System\.Reflection[.!]/,
  },
  // native code and kernel, in every language
  {
    id: 'native.alloc',
    match: 'suffix',
    language: 'any',
    category: 'alloc',
    pattern:
      /^(_?_?(libc_)?(malloc|calloc|realloc|free|cfree|memalign|posix_memalign|valloc|pvalloc)(_usable_size)?|_int_(malloc|free)|malloc_consolidate|sysmalloc)$|^(tc_(malloc|free|new|delete|calloc|realloc)\w*|tcmalloc::.*|operator (new|delete)(\[\])?.*|je_\w+|mi_(malloc|free)\w*|__rust_(alloc|dealloc|realloc)\w*|__rdl_\w+|alloc::alloc::\w+)/,
  },
  {
    id: 'native.drop',
    match: 'suffix',
    language: 'any',
    category: 'alloc',
    pattern: /^core::ptr::(real_)?drop_in_place/,
  },
  {
    id: 'native.memcopy',
    match: 'suffix',
    language: 'any',
    category: 'memcopy',
    pattern:
      /^_*(mem(cpy|move|set|cmp|chr)|str(len|cmp|cpy))(_\w+)?$|^__mem\w+_(avx|sse|evex|erms)\w*|^rep_movs\w*|^std::ptr::copy\w*/,
  },
  {
    id: 'native.lock',
    match: 'suffix',
    language: 'any',
    category: 'lock',
    pattern:
      /^_*pthread_(mutex|rwlock|spin)_\w+$|^__lll_lock_wait\w*|parking_lot::|std::sys::\w+::(mutex|futex)|std::sync::(\w+::)*(Mutex|RwLock)<.*>::(lock|read|write)|std::mutex::lock|(^|:)(Mutex|RWLock|SpinLock|MutexLock|SpinLockHolder)::([Ll]ock|[Uu]nlock|[Rr]eader|[Ww]riter)\w*$/,
  },
  {
    id: 'native.hash',
    match: 'suffix',
    language: 'any',
    category: 'hash',
    pattern: /SipHasher|robin_hood|hashbrown::|FxHasher|std(::|\.\.)collections(::|\.\.)hash|absl::.*hash/,
  },
  {
    id: 'kernel.lock',
    match: 'suffix',
    language: 'any',
    category: 'lock',
    pattern:
      /^(native_queued_spin_lock_slowpath|__pv_queued_spin_lock_slowpath|rwsem_\w+slowpath|mutex_spin_on_owner|osq_lock|futex_(wait|wake)\w*)(_\[k\])?$/,
  },
  {
    id: 'kernel.syscall',
    match: 'suffix',
    language: 'any',
    category: 'syscall',
    pattern:
      /^(entry_SYSCALL_64\w*|system_call_fastpath|do_syscall_64|__x64_sys_\w+|SYSC_\w+|[sS]y[sS]_\w+|ksys_\w+|vfs_(read|write|fsync)|__vfs_\w+|sock_\w+|inet6?_\w+|tcp_\w+|udp_\w+|ip_\w+|ep_poll|do_epoll_wait)(_\[k\])?$/,
  },
  {
    id: 'kernel.softirq',
    match: 'suffix',
    language: 'any',
    category: 'syscall',
    pattern: /^(_*do_softirq\w*|net_rx_action|__netif_receive_skb\w*|process_backlog|napi_\w+)(_\[k\])?$/,
  },
  {
    id: 'kernel.sched',
    match: 'suffix',
    language: 'any',
    category: 'sched',
    pattern: /^(_*schedule\w*|try_to_wake_up|finish_task_switch\w*|pick_next_task\w*|psi_\w+|cpuacct_\w+)_\[k\]$/,
  },
  {
    id: 'kernel.memory',
    match: 'suffix',
    language: 'any',
    category: 'memory',
    pattern:
      /^(clear_page\w*|copy_page\w*|copy_user\w*|page_fault|handle_mm_fault|do_anonymous_page|_*alloc_pages\w*|shrink_\w+|try_to_free_pages|zap_pte_range|unmap_\w+|khugepaged\w*|__alloc_skb)(_\[k\])?$/,
  },
  // what a library is for
  {
    id: 'work.kdf',
    match: 'tag',
    language: 'any',
    category: 'crypto',
    inherent: true,
    pattern: /(^|[/.:_])(bcrypt|scrypt|argon2|pbkdf2)\w*([/.:(]|$)/i,
  },
  {
    id: 'work.signature',
    match: 'tag',
    language: 'any',
    category: 'crypto',
    inherent: true,
    pattern: /(^|\/)crypto\/(rsa|ecdsa|ed25519)\.|(^|[/:])(ECDSA|RSA)_(sign|verify)/,
  },
  {
    id: 'work.crypto',
    match: 'tag',
    language: 'any',
    category: 'crypto',
    pattern:
      /(^|\/)crypto\/|^golang\.org\/x\/crypto|OPENSSL_|libcrypto|^rustls::|^ring::|^sun\/security|^javax\/crypto|\bchacha20|edwards25519/,
  },
  {
    id: 'work.regexp',
    match: 'tag',
    language: 'any',
    category: 'regexp',
    pattern:
      /^regexp(\/syntax)?\.|^java\/util\/regex|\bre2::|\bpcre2?_|regex_automata::|\bsre_\w+|System\.Text\.RegularExpressions|\bonig_/,
  },
  {
    id: 'work.serialisation',
    match: 'tag',
    language: 'any',
    category: 'serialisation',
    pattern:
      /(^|\/)encoding\/(json|xml|gob|asn1|csv|binary)\b|\/protobuf\/|\bprotobuf::|com\/fasterxml\/jackson|com\/google\/gson|\bserde(_json)?::|simplejson|orjson|json\/(decoder|encoder)\.py|System\.Text\.Json|Newtonsoft|\bmsgpack\b|\bavro\b|\bthrift\b/,
  },
  {
    id: 'work.compression',
    match: 'tag',
    language: 'any',
    category: 'compression',
    pattern:
      /(^|\/)compress\/|klauspost\/compress|\bsnappy\b|\blz4\b|\bzstd\b|\bbrotli\b|^_?(deflate|inflate)|node:zlib/,
  },
  {
    id: 'work.logging',
    match: 'tag',
    language: 'any',
    category: 'logging',
    pattern:
      /^log(\/slog)?\.|go\.uber\.org\/zap|sirupsen\/logrus|rs\/zerolog|go-kit\/log|ch\/qos\/logback|org\/apache\/log|org\/slf4j|logging\/__init__\.py|\/(winston|pino|bunyan)\/|\bSerilog\b|\bNLog\b|tracing_subscriber::/,
  },
  {
    id: 'work.remote',
    match: 'tag',
    language: 'any',
    category: 'remote',
    pattern:
      /^database\/sql\.|^net\/http\.(\(\*(Client|Transport)\)\.|(Get|Post|PostForm|Head)$)|(^|\/)(jackc\/pgx|lib\/pq|go-sql-driver\/mysql|(go-)?redis\/(go-)?redis|gomodule\/redigo|bradfitz\/gomemcache|gocql)\b|^go\.mongodb\.org\/|^google\.golang\.org\/grpc\.\(\*ClientConn\)|^java\/(sql|net\/http)\/|^(com\/mysql\/cj|com\/microsoft\/sqlserver|org\/postgresql|com\/zaxxer\/hikari|redis\/clients|io\/lettuce|com\/mongodb|okhttp3|org\/apache\/http)\/|(^|\/)(pg|pg-pool|mysql2?|ioredis|mongodb|undici|node-fetch)\/(lib|dist|src|build)\/|(^|\/)(psycopg2?|pymysql|MySQLdb|pymongo|requests|urllib3|httpx)\/|(^|\/)http\/client\.py|gems\/(pg|mysql2|redis|mongo|faraday)-|^(Npgsql|MySqlConnector|Microsoft\.Data\.SqlClient|System\.Data|StackExchange\.Redis|MongoDB\.Driver|System\.Net\.Http)\b|^(sqlx|tokio_postgres|diesel|redis|reqwest|mongodb)(_\w+)?::/,
  },
  {
    id: 'unresolved',
    match: 'leaf-first',
    language: 'any',
    category: 'unresolved',
    pattern:
      /^(unknown|\[unknown\]|\[UNKNOWN\]|\(unknown\)|<unknown>|\?+|0x[0-9a-fA-F]+|\[[^\]]*\.so[^\]]*\]|BROKEN|no_Java_frame|unknown_Java|not_walkable_Java|GC_active)$/,
  },
];
