/**
 * How eight languages name the same program: owned functions, scaffolding, libraries and runtime as their profilers
 * write them (forms seen in real profiles: Pyroscope's agents, `go tool pprof`, async-profiler, dotnet-trace, perf).
 */
import type { Fn, Role } from './program';
import type { Random } from './random';

export type LanguageName = 'go' | 'node' | 'java' | 'python' | 'ruby' | 'dotnet' | 'rust' | 'cpp';

export const LANGUAGES: readonly LanguageName[] = ['go', 'node', 'java', 'python', 'ruby', 'dotnet', 'rust', 'cpp'];

/** What a piece of library or runtime code is for. */
export type Purpose =
  | 'encode'
  | 'decode'
  | 'regexp'
  | 'compress'
  | 'respond'
  | 'query'
  | 'format'
  | 'kdf'
  | 'copy'
  | 'map'
  | 'allocate'
  | 'lock';

export interface Naming {
  readonly language: LanguageName;
  /** below the root, root first: threads, event loop, server library */
  readonly server: readonly Fn[];
  /** calls of a library or of the runtime, outermost first, as a chain that passes on */
  readonly chains: Readonly<Partial<Record<Purpose, readonly Fn[]>>>;
  /** collector off the stack, root first; empty where the profiler does not show it */
  readonly collector: readonly Fn[];
  /** frames under which a thread waits, root first */
  readonly idle: readonly Fn[];
  /** frame without a name */
  readonly nameless: Fn;
  /** artefact of the profiler's own signal */
  readonly artefact: Fn | null;
  /** an owned function: package, verb, a line of its own */
  readonly owned: (pack: string, verb: string, line: number) => Fn;
  /** the anonymous function in an owned one */
  readonly closure: (owner: Fn) => Fn;
}

const plain = (role: Role, names: readonly string[]): Fn[] => names.map((name) => ({ name, file: '', line: -1, role }));

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);
const snake = (word: string) => word.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Names of one language: chains are given as lists of names. */
interface Names {
  readonly server: readonly string[];
  readonly library: Partial<Record<Purpose, readonly string[]>>;
  readonly runtime: Partial<Record<Purpose, readonly string[]>>;
  readonly collector: readonly string[];
  readonly idle: readonly string[];
  readonly nameless: string;
  readonly artefact?: string;
}

const GO: Names = {
  server: ['net/http.(*conn).serve', 'net/http.serverHandler.ServeHTTP'],
  library: {
    encode: ['encoding/json.Marshal', 'encoding/json.(*encodeState).marshal', 'encoding/json.structEncoder.encode'],
    decode: ['encoding/json.Unmarshal', 'encoding/json.(*decodeState).object'],
    regexp: ['regexp.MustCompile', 'regexp.Compile', 'regexp.compile', 'regexp/syntax.Parse'],
    compress: ['compress/gzip.(*Writer).Write', 'compress/flate.(*compressor).deflate'],
    respond: ['net/http.(*response).Write', 'bufio.(*Writer).Flush', 'internal/poll.(*FD).Write', 'syscall.Syscall'],
    query: ['database/sql.(*DB).QueryContext', 'github.com/lib/pq.(*conn).query', 'github.com/lib/pq.(*conn).recv'],
    format: ['fmt.Sprintf', 'fmt.(*pp).doPrintf', 'fmt.(*pp).printArg'],
    kdf: [
      'golang.org/x/crypto/bcrypt.CompareHashAndPassword',
      'golang.org/x/crypto/bcrypt.bcrypt',
      'golang.org/x/crypto/blowfish.encryptBlock',
    ],
  },
  runtime: {
    copy: ['runtime.memmove'],
    map: ['runtime.mapaccess2_faststr', 'runtime.aeshashbody'],
    allocate: ['runtime.newobject', 'runtime.mallocgc', 'runtime.mallocgcSmallScanNoHeader'],
    lock: ['sync.(*Mutex).Lock', 'sync.(*Mutex).lockSlow', 'runtime.procyield'],
  },
  collector: ['runtime.gcBgMarkWorker', 'runtime.gcDrain', 'runtime.scanobject'],
  idle: ['runtime.gopark'],
  nameless: '[unknown]',
  artefact: 'runtime.asyncPreempt',
};

const NODE: Names = {
  server: [
    'node:_http_common:parserOnHeadersComplete:119',
    'node:_http_server:parserOnIncoming:1143',
    'node:events:emit:515',
    './node_modules/express/lib/express.js:app:39',
    './node_modules/express/lib/router/layer.js:handle:95',
  ],
  library: {
    encode: [
      './node_modules/fast-safe-stringify/index.js:stringify:16',
      './node_modules/fast-safe-stringify/index.js:decirc:56',
    ],
    decode: ['./node_modules/secure-json-parse/index.js:parse:24'],
    regexp: ['./node_modules/path-to-regexp/index.js:pathToRegexp:63'],
    compress: ['node:zlib:gzipSync:778', 'node:zlib:zlibBufferSync:154'],
    respond: ['node:_http_outgoing:end:940', 'node:net:_writeGeneric:935', ':writev'],
    query: ['./node_modules/pg/lib/client.js:query:504', './node_modules/pg/lib/query.js:submit:139'],
    format: ['./node_modules/moment/moment.js:format:3960', './node_modules/moment/moment.js:formatMoment:660'],
    kdf: ['./node_modules/bcryptjs/dist/bcrypt.js:_crypt:1042', './node_modules/bcryptjs/dist/bcrypt.js:_encipher:780'],
  },
  runtime: {},
  collector: [':(garbage collector)'],
  idle: [':(idle)'],
  nameless: '(unknown)',
};

const JAVA: Names = {
  server: [
    'java/lang/Thread.run',
    'org/apache/tomcat/util/net/NioEndpoint$SocketProcessor.doRun',
    'org/apache/coyote/http11/Http11Processor.service',
    'org/springframework/web/servlet/DispatcherServlet.doDispatch',
  ],
  library: {
    encode: [
      'com/fasterxml/jackson/databind/ObjectMapper.writeValueAsString',
      'com/fasterxml/jackson/databind/ser/BeanSerializer.serialize',
    ],
    decode: [
      'com/fasterxml/jackson/databind/ObjectMapper.readValue',
      'com/fasterxml/jackson/core/json/UTF8StreamJsonParser.nextToken',
    ],
    regexp: ['java/util/regex/Pattern.compile', 'java/util/regex/Pattern.expr', 'java/util/regex/Pattern.sequence'],
    compress: ['java/util/zip/GZIPOutputStream.write', 'java/util/zip/Deflater.deflate'],
    respond: ['org/apache/catalina/connector/OutputBuffer.flush', 'sun/nio/ch/SocketChannelImpl.write'],
    query: ['com/zaxxer/hikari/pool/ProxyStatement.executeQuery', 'org/postgresql/jdbc/PgStatement.execute'],
    format: ['java/lang/String.format', 'java/util/Formatter.format'],
    kdf: [
      'org/springframework/security/crypto/bcrypt/BCrypt.hashpw',
      'org/springframework/security/crypto/bcrypt/BCrypt.encipher',
    ],
  },
  runtime: {
    copy: ['jbyte_disjoint_arraycopy'],
    allocate: ['OptoRuntime::new_array_C'],
    lock: ['ObjectMonitor::enter'],
  },
  collector: ['GangWorker::run', 'G1ParEvacuateFollowersClosure::do_void'],
  idle: ['java/lang/Thread.run', 'java/lang/Thread.sleep'],
  nameless: '[unknown]',
};

const PYTHON: Names = {
  server: [
    'threading.py:-1 - run',
    'gunicorn/workers/gthread.py:-1 - handle',
    'flask/app.py:-1 - wsgi_app',
    'flask/app.py:-1 - dispatch_request',
  ],
  library: {
    encode: ['json/__init__.py:-1 - dumps', 'json/encoder.py:-1 - iterencode'],
    decode: ['json/__init__.py:-1 - loads', 'json/decoder.py:-1 - raw_decode'],
    regexp: ['re.py:-1 - compile', 'sre_compile.py:-1 - _code', 'sre_parse.py:-1 - parse'],
    compress: ['/usr/local/lib/python3.11/gzip.py:-1 - compress'],
    respond: ['gunicorn/http/wsgi.py:-1 - write', 'socket.py:-1 - sendall'],
    query: ['sqlalchemy/orm/query.py:-1 - all', 'sqlalchemy/engine/default.py:-1 - do_execute'],
    format: ['/usr/local/lib/python3.11/site-packages/babel/dates.py:-1 - format_datetime'],
    kdf: ['/usr/local/lib/python3.11/site-packages/passlib/handlers/bcrypt.py:-1 - _calc_checksum'],
  },
  runtime: { lock: ['threading.py:-1 - acquire'] },
  collector: [],
  idle: ['threading.py:-1 - run', 'selectors.py:-1 - select'],
  nameless: '<unknown>',
};

const RUBY: Names = {
  server: [
    'gems/puma-6.4.0/lib/puma/thread_pool.rb:-1 - block in spawn_thread',
    'gems/puma-6.4.0/lib/puma/server.rb:-1 - process_client',
    'gems/rack-2.2.8/lib/rack/runtime.rb:-1 - call',
    'gems/actionpack-7.0.8/lib/action_controller/metal.rb:-1 - dispatch',
  ],
  library: {
    encode: [
      'gems/activesupport-7.0.8/lib/active_support/json/encoding.rb:-1 - encode',
      '(unknown):-1 - generate [c function]',
    ],
    decode: ['gems/oj-3.16.1/lib/oj/mimic.rb:-1 - load'],
    regexp: ['gems/mustermann-3.0.0/lib/mustermann/regexp_based.rb:-1 - compile'],
    compress: ['gems/rack-2.2.8/lib/rack/deflater.rb:-1 - each'],
    respond: ['gems/puma-6.4.0/lib/puma/request.rb:-1 - fast_write_response'],
    query: [
      'gems/activerecord-7.0.8/lib/active_record/relation.rb:-1 - exec_queries',
      'gems/pg-1.5.4/lib/pg/connection.rb:-1 - exec_params',
    ],
    format: ['gems/i18n-1.14.1/lib/i18n.rb:-1 - localize'],
    kdf: ['gems/bcrypt-3.1.19/lib/bcrypt/engine.rb:-1 - hash_secret'],
  },
  runtime: { lock: ['<internal:thread_sync>:-1 - lock'] },
  collector: ['(garbage collection)', '(marking)'],
  idle: ['gems/puma-6.4.0/lib/puma/reactor.rb:-1 - select_loop'],
  nameless: '(unknown):-1 - (unknown) [c function]',
};

const DOTNET: Names = {
  server: [
    'System.Threading.ThreadPoolWorkQueue.Dispatch',
    'Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http.HttpProtocol.ProcessRequests',
    'Microsoft.AspNetCore.Routing.EndpointMiddleware.Invoke',
  ],
  library: {
    encode: ['System.Text.Json.JsonSerializer.Serialize', 'System.Text.Json.Serialization.JsonConverter.WriteCore'],
    decode: ['Newtonsoft.Json.JsonConvert.DeserializeObject', 'Newtonsoft.Json.JsonTextReader.Read'],
    regexp: ['System.Text.RegularExpressions.Regex..ctor', 'System.Text.RegularExpressions.RegexParser.Parse'],
    compress: ['System.IO.Compression.GZipStream.Write', 'System.IO.Compression.Deflater.Deflate'],
    respond: ['Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync', 'System.Net.Sockets.Socket.Send'],
    query: ['Dapper.SqlMapper.Query', 'Npgsql.NpgsqlCommand.ExecuteReader'],
    format: ['System.String.Format', 'System.Text.ValueStringBuilder.AppendFormatHelper'],
    kdf: ['BCrypt.Net.BCrypt.HashPassword', 'BCrypt.Net.BCrypt.CryptRaw'],
  },
  runtime: { copy: ['System.Buffer.Memmove'], lock: ['System.Threading.Monitor.Enter'] },
  collector: ['[native] libcoreclr.so GC'],
  idle: ['System.Threading.WaitHandle.WaitOne'],
  nameless: '[unknown]',
};

const RUST: Names = {
  server: [
    '__libc_start_main',
    'std::sys::unix::thread::Thread::new::thread_start',
    'tokio::runtime::task::harness::Harness<T,S>::poll',
    'hyper::proto::h1::dispatch::Dispatcher<D,Bs,I,T>::poll_loop',
  ],
  library: {
    encode: [
      'serde_json::ser::to_string',
      '<serde_json::ser::Compound<W,F> as serde::ser::SerializeMap>::serialize_value',
    ],
    decode: ['serde_json::de::from_str', 'serde_json::de::Deserializer<R>::parse_value'],
    regexp: ['regex::Regex::new', 'regex_automata::nfa::thompson::compiler::Compiler::build'],
    compress: ['flate2::write::GzEncoder<W>::write', 'miniz_oxide::deflate::core::compress_inner'],
    respond: ['hyper::body::to_bytes', 'mio::net::tcp::stream::TcpStream::write'],
    query: ['sqlx_core::query::Query::fetch_all', 'sqlx_postgres::connection::executor::run'],
    format: ['alloc::fmt::format', 'core::fmt::write'],
    kdf: ['argon2::Argon2::hash_password_into', 'argon2::Argon2::fill_blocks'],
  },
  runtime: {
    copy: ['__memmove_avx_unaligned_erms'],
    allocate: ['__rust_alloc', 'malloc', '_int_malloc'],
    lock: ['std::sync::mutex::Mutex<T>::lock'],
  },
  collector: [],
  idle: ['epoll_wait'],
  nameless: '[unknown]',
};

const CPP: Names = {
  server: ['clone', 'start_thread', 'boost::asio::io_context::run', 'boost::asio::detail::scheduler::do_run_one'],
  library: {
    encode: [
      'google::protobuf::MessageLite::SerializeToString',
      'google::protobuf::internal::WireFormat::_InternalSerialize',
    ],
    decode: ['google::protobuf::MessageLite::ParseFromString', 'google::protobuf::internal::TcParser::ParseLoop'],
    regexp: [
      'std::basic_regex<char>::basic_regex',
      'std::__detail::_Compiler<std::regex_traits<char> >::_M_disjunction',
    ],
    compress: ['deflate', 'deflate_slow'],
    respond: ['boost::asio::write', '__libc_send'],
    query: ['pqxx::transaction_base::exec', 'PQexec'],
    format: ['std::__cxx11::basic_ostringstream<char>::str', 'std::ostream::_M_insert<long>'],
    kdf: ['argon2_hash', 'fill_segment'],
  },
  runtime: {
    copy: ['__memmove_avx_unaligned_erms'],
    allocate: ['operator new', 'malloc', '_int_malloc'],
    lock: ['__pthread_mutex_lock'],
  },
  collector: [],
  idle: ['__epoll_wait'],
  nameless: '[unknown]',
};

const NAMES: Readonly<Record<LanguageName, Names>> = {
  go: GO,
  node: NODE,
  java: JAVA,
  python: PYTHON,
  ruby: RUBY,
  dotnet: DOTNET,
  rust: RUST,
  cpp: CPP,
};

type OwnedNaming = Pick<Naming, 'owned' | 'closure'>;

function ownedNaming(random: Random, language: LanguageName): OwnedNaming {
  const owned = (name: string, file: string, line: number): Fn => ({ name, file, line, role: 'owned' });
  const service = random.pick(['orders', 'billing', 'fleet', 'library', 'intake', 'ledger', 'quotes']);
  switch (language) {
    case 'go': {
      const host = random.pick([`example.com/${service}`, `github.com/acme-corp/${service}`, service]);
      return {
        owned: (pack, verb, line) => {
          const method = random.chance(0.5) ? `(*${capital(pack)}).${capital(verb)}` : capital(verb);
          return owned(`${host}/${pack}.${method}`, `/src/${pack}/${pack}.go`, line);
        },
        closure: ({ name, file, line }) => owned(`${name}.func1`, file, line + 2),
      };
    }
    case 'node':
      return {
        owned: (pack, verb, line) => owned(`./lib/${pack}.js:${verb}:${line}`, `/app/lib/${pack}.js`, line),
        closure: ({ name, file, line }) => owned(name.replace(/:\w+:\d+$/, `:(anonymous):${line + 2}`), file, line + 2),
      };
    case 'java':
      return {
        owned: (pack, verb, line) => owned(`com/acme/${service}/${pack}/${capital(pack)}Service.${verb}`, '', line),
        closure: ({ name, line }) => owned(name.replace(/\.(\w+)$/, '.lambda$$$1$$0'), '', line + 2),
      };
    case 'python':
      return {
        owned: (pack, verb, line) => owned(`app/${pack}.py:-1 - ${snake(verb)}`, `app/${pack}.py`, line),
        closure: ({ file, line }) => owned(`${file}:-1 - <lambda>`, file, line),
      };
    case 'ruby':
      return {
        owned: (pack, verb, line) =>
          owned(`app/services/${pack}.rb:-1 - ${snake(verb)}`, `app/services/${pack}.rb`, line),
        closure: ({ name, file, line }) => owned(name.replace(' - ', ' - block in '), file, line),
      };
    case 'dotnet':
      return {
        owned: (pack, verb) =>
          owned(`Acme.${capital(service)}.${capital(pack)}.${capital(pack)}Service.${capital(verb)}`, '', -1),
        closure: ({ name }) => owned(name.replace(/\.(\w+)$/, '.<$1>b__0'), '', -1),
      };
    case 'rust':
      return {
        owned: (pack, verb) => owned(`${service}::${pack}::${snake(verb)}`, '', -1),
        closure: ({ name }) => owned(name.replace(/(::h[0-9a-f]{16})?$/, '::{{closure}}$1'), '', -1),
      };
    case 'cpp':
      return {
        owned: (pack, verb) => owned(`${service}::${capital(pack)}::${capital(verb)}`, '', -1),
        closure: ({ name }) => owned(`${name}::{lambda()#1}::operator()`, '', -1),
      };
  }
}

/** Rust's names come in three forms: with the file (pprof-rs), with a hash (perf, not demangled whole), or bare (eBPF). */
function rustForm(random: Random): (name: string) => string {
  const form = random.pick(['file', 'hash', 'bare']);
  return (name) => {
    const path = name.split('::');
    if (form === 'bare' || path.length === 1) {
      return name;
    }
    return form === 'hash'
      ? `${name}::h${Array.from({ length: 16 }, () => random.whole(0, 15).toString(16)).join('')}`
      : `${path.length > 2 ? path[path.length - 2].replace(/\W.*/, '') || 'mod' : 'lib'}.rs:${random.whole(9, 900)} - ${name}`;
  };
}

/** Names of one program; owned names are drawn from `random`. */
export function namingOf(random: Random, language: LanguageName): Naming {
  const { server, library, runtime, collector, idle, nameless, artefact } = NAMES[language];
  const written = language === 'rust' ? rustForm(random) : (name: string) => name;
  const named = ownedNaming(random, language);
  const chains: Partial<Record<Purpose, readonly Fn[]>> = {};
  for (const [purpose, names] of Object.entries(library)) {
    chains[purpose as Purpose] = plain('library', names.map(written));
  }
  for (const [purpose, names] of Object.entries(runtime)) {
    chains[purpose as Purpose] = plain('runtime', names);
  }
  return {
    language,
    server: [...plain('scaffold', server.slice(0, 1)), ...plain('library', server.slice(1).map(written))],
    chains,
    collector: plain('runtime', collector),
    idle: plain('wait', idle),
    nameless: plain('nameless', [nameless])[0],
    artefact: artefact === undefined ? null : plain('runtime', [artefact])[0],
    ...named,
    owned: (pack, verb, line) => {
      const fn = named.owned(pack, verb, line);
      return { ...fn, name: written(fn.name) };
    },
  };
}
