/**
 * What a name and its file say about whose code a function is, before anything is known of the service: the platform's
 * namespaces, folders of installed packages, names of public libraries.
 */
import { KERNEL, OWNED, RUNTIME, STDLIB, VENDORED } from './codes';
import type { Language } from './model';

/** The service's own prefix decides, scope by scope. */
export const BY_PREFIX = -1;

/** Forges where a module is `host/organisation/repository`. */
const FORGE = /^(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|git\.sr\.ht|gitea\.com)\//;
/** Hosts and organisations that publish libraries: never taken for the service by inference. */
export const PUBLIC_GO =
  /^(golang\.org|google\.golang\.org|gopkg\.in|go\.uber\.org|go\.opentelemetry\.io|go\.opencensus\.io|k8s\.io|sigs\.k8s\.io|cloud\.google\.com|go\.etcd\.io|go\.mongodb\.org|modernc\.org|gonum\.org|gorm\.io|github\.com\/(grafana\/(pyroscope-go|otel-profiling-go|dskit)|pyroscope-io\/client|prometheus\/client_golang|gorilla|gin-gonic|labstack|go-chi|go-kit|gogo|golang|aws|Azure|DataDog|klauspost|json-iterator|sirupsen|rs|panjf2000|valyala|redis|go-redis|jackc|lib|IBM|Shopify))(\/|$)/;
export const PUBLIC_JVM =
  /^(org\/(apache|springframework|hibernate|eclipse|mozilla|postgresql|slf4j|jboss|scala-lang|vertx)|io\/(netty|vertx|grpc|micrometer|opentelemetry|reactivex|pyroscope|undertow|quarkus)|com\/(fasterxml|google|mysql|zaxxer|squareup|oracle|ibm)|ch\/qos|reactor|kotlinx?|scala|akka|one\/profiler)(\/|$)/;
export const STD_JVM = /^(java|javax|jdk|sun|com\/sun)(\/|$)/;
const STD_RUST =
  /^(core|std|alloc|collections|test|proc_macro|rustc\w*|hashbrown|__rust)(::|$)|^(core|std|alloc|collections)\b/;
const PRIMITIVE_RUST = /^([iuf]\d+|[iu]size|str|char|bool|dyn|mut|impl)(::|$)/;
/** Crates and namespaces that publish libraries; neither Rust nor .NET says in a name whose code it is. */
const PUBLIC_RUST =
  /^(tokio|tokio_\w+|hyper|hyper_util|tower|tower_\w+|axum|actix\w*|warp|rocket|tonic|h2|http|httparse|bytes|futures\w*|async_\w+|mio|socket2|rustls|ring|openssl|native_tls|reqwest|serde|serde_\w+|rmp_serde|bincode|prost|regex|regex_\w+|aho_corasick|memchr|log|env_logger|simplelog|fern|slog|tracing|tracing_\w+|crossbeam\w*|rayon|rayon_core|parking_lot\w*|dashmap|indexmap|ahash|fxhash|rand|rand_\w+|chrono|time|uuid|url|idna|percent_encoding|base64|hex|sha2|sha1|md5|digest|flate2|miniz_oxide|zstd|lz4\w*|brotli|snap|csv|toml|clap|structopt|anyhow|thiserror|backtrace|addr2line|gimli|object|pprof|pyroscope\w*|libc|nix|sqlx|sqlx_\w+|diesel|tokio_postgres|postgres|redis|mongodb|image|png|jpeg_decoder|term|once_cell|lazy_static|itertools|smallvec|arrayvec|num_\w+|unwind|libunwind|mimalloc|jemallocator|tikv_jemallocator)(::|$)/;
const PUBLIC_DOTNET =
  /^(Newtonsoft|Serilog|NLog|log4net|Npgsql|Dapper|StackExchange|Grpc|Google|AutoMapper|MediatR|Polly|Swashbuckle|NSwag|FluentValidation|Autofac|Castle|MongoDB|RabbitMQ|MassTransit|Pyroscope|OpenTelemetry|MySqlConnector|MySql|Oracle|Amazon|AWSSDK|Azure|Confluent|Hangfire|Humanizer|IdentityModel|Datadog|Elastic|Nest|Quartz|Orleans|Akka|ServiceStack|protobuf_net|MessagePack|Moq|xunit|NUnit)(\.|$)/i;
const STD_DOTNET = /^(System|Microsoft|Interop|Internal|Windows|mscorlib|netstandard)(\.|!|$)/;
const SCRIPT_SUFFIX = /\.(m?js|cjs|tsx?|py|rb)$/;
const KERNEL_FRAME = /_\[k\]$|^\[kernel|^\[k\]/;

/**
 * Top-level packages of Go's standard library: any other path without a dot in its first segment is a private module.
 */
const STD_GO = new Set(
  (
    'archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index internal io iter log maps ' +
    'math mime net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe vendor weak type'
  ).split(' ')
);

/** A frame of the operating system's kernel, as perf and async-profiler mark it. */
export const isKernelFrame = (name: string): boolean => KERNEL_FRAME.test(name);

/** Module of a Go import path, as far as the path tells: two or three segments. '' for the standard library. */
export function goModule(scope: string): string {
  const first = scope.split('/', 1)[0];
  if (STD_GO.has(first) || scope === 'main') {
    return '';
  }
  // A vanity host belongs to one organisation, so the host alone tells whose code it is.
  return FORGE.test(scope) ? scope.split('/').slice(0, 2).join('/') : first;
}

const startsWithPart = (scope: string, prefix: string) =>
  scope === prefix || scope.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`) || scope.startsWith(`${prefix}.`);

/** @param owned  the service's module, '' where none is known */
export function goCode(scope: string, owned: string): number {
  if (scope === 'main' || (owned !== '' && startsWithPart(scope, owned))) {
    return OWNED;
  }
  if (scope === '' || /^(runtime|internal\/(runtime|cpu|bytealg|abi|goarch))(\/|$)/.test(scope)) {
    return RUNTIME;
  }
  return STD_GO.has(scope.split('/', 1)[0]) ? STDLIB : VENDORED;
}

/** @param owned  the service's package prefix, '' where none is known */
export const jvmCode = (scope: string, owned: string): number =>
  owned !== '' && startsWithPart(scope, owned) ? OWNED : VENDORED;

function nodeCode(name: string, file: string, scope: string): number {
  if (/(^|\/)node_modules\//.test(file) || /(^|\/)node_modules\//.test(scope)) {
    return VENDORED;
  }
  if (scope.startsWith('node:') || name.startsWith('node:') || file.startsWith('node:')) {
    return STDLIB;
  }
  if (scope === '' || /^(RegExp: |\(|:?\()/.test(name)) {
    return file === '' ? RUNTIME : OWNED;
  }
  if (!SCRIPT_SUFFIX.test(scope) && !SCRIPT_SUFFIX.test(file)) {
    return RUNTIME;
  }
  // Agents shorten node_modules/x/y.js to x/y.js; a file of the service starts at ./, / or a drive.
  return name.startsWith(scope) && !/^(\.{0,2}\/|[A-Za-z]:|file:)/.test(scope) ? VENDORED : OWNED;
}

/** Modules of Python's standard library: agents shorten their paths to the module, and nobody's own file hides one. */
const PYTHON_STD =
  /(^|\/)lib\/python\d|^(asyncio|collections|concurrent|ctypes|dbm|email|encodings|html|http|importlib|json|logging|multiprocessing|sqlite3|unittest|urllib|wsgiref|xml|zoneinfo)\/|^(_?pyio|_?strptime|abc|argparse|ast|base64|bisect|codecs|contextlib|copy|copyreg|csv|dataclasses|datetime|decimal|difflib|enum|fractions|functools|glob|gzip|hashlib|heapq|hmac|inspect|ipaddress|locale|mimetypes|numbers|pathlib|pickle|pprint|queue|random|re|runpy|sched|selectors|shutil|socket|socketserver|sre_\w+|ssl|statistics|string|struct|subprocess|tempfile|textwrap|threading|traceback|types|typing|uuid|warnings|weakref|zipfile)(\.py$|$)/;
const PYTHON_VENDORED =
  /(site|dist)-packages\/|^(werkzeug|flask|django|gunicorn|uvicorn|starlette|requests|urllib3|sqlalchemy|jinja2|opentelemetry|pyroscope|blinker|click|numpy|pandas)\//;

function scriptCode(language: 'python' | 'ruby', name: string, scope: string): number {
  if (/\[c function\]$|^<(?!module)|^\(unknown\)/.test(name) || /^<internal:/.test(scope)) {
    return RUNTIME;
  }
  if (language === 'ruby') {
    return /(^|\/)gems\//.test(scope) ? VENDORED : /(^|\/)(lib\/)?ruby\/\d|^ruby\//.test(scope) ? STDLIB : OWNED;
  }
  return PYTHON_VENDORED.test(scope) ? VENDORED : PYTHON_STD.test(scope) ? STDLIB : scope === '' ? RUNTIME : OWNED;
}

/** C and C++ libraries by namespace. */
const PUBLIC_CPP =
  /^(absl|boost|google|tcmalloc|folly|grpc|fmt|spdlog|nlohmann|rapidjson|simdjson|Eigen|rocksdb|leveldb|snappy|v8|node|uv|re2|pqxx|tbb|arrow|parquet|llvm|clang|icu(_\d+)?|cv|Poco|CryptoPP|Botan|YAML|seastar|opentelemetry|prometheus)(::|$)/;

function rustPlace(name: string, scope: string): number {
  // An implementation for a primitive, a reference or a type parameter names no crate.
  return STD_RUST.test(scope) || /^_*rust_/.test(name) || !/^[a-z_]\w*(::|$)/.test(scope) || PRIMITIVE_RUST.test(scope)
    ? STDLIB
    : PUBLIC_RUST.test(scope)
      ? VENDORED
      : BY_PREFIX;
}

export function nativePlace(name: string, scope: string): number {
  return /^(std|__gnu_cxx)(::|$)/.test(scope)
    ? STDLIB
    : PUBLIC_CPP.test(scope)
      ? VENDORED
      : /^_|^(start_thread|clone|mem\w+|str\w+|malloc|free|calloc|realloc|operator (new|delete))/.test(name)
        ? RUNTIME
        : namespaceOf(scope) !== '' || name.includes('(')
          ? OWNED
          : BY_PREFIX;
}

/** First part of a `::` path: crate or namespace; '' where the scope is none (a file, nothing). */
export const namespaceOf = (scope: string): string => {
  const first = scope.split('::', 1)[0];
  return /^[A-Za-z_]\w*$/.test(first) ? first : '';
};

/** Crates of one workspace mostly share the first word of their names: `shop`, `shop_core`. */
export const rustCode = (scope: string, owned: string): number =>
  owned === '' || wordOf(namespaceOf(scope)) === wordOf(owned) ? OWNED : VENDORED;

const wordOf = (crate: string) => crate.split('_', 1)[0];

/** @param file  assembly, where the agent writes it there */
function dotnetCode(name: string, file: string, scope: string): number {
  if (name.includes('::') || (scope === '' && file === '')) {
    return RUNTIME;
  }
  if (STD_DOTNET.test(scope) || STD_DOTNET.test(file) || STD_DOTNET.test(name)) {
    return STDLIB;
  }
  return PUBLIC_DOTNET.test(scope) || PUBLIC_DOTNET.test(file) ? VENDORED : OWNED;
}

/** @returns ownership level, or {@link BY_PREFIX} */
export function placeOf(name: string, file: string, scope: string, language: Language): number {
  switch (language) {
    case 'go':
      return BY_PREFIX;
    case 'jvm':
      return KERNEL_FRAME.test(name)
        ? KERNEL
        : STD_JVM.test(scope)
          ? STDLIB
          : scope === '' || name.includes('::')
            ? RUNTIME
            : BY_PREFIX;
    case 'node':
      return nodeCode(name, file, scope);
    case 'python':
    case 'ruby':
      return scriptCode(language, name, scope);
    case 'dotnet':
      return dotnetCode(name, file, scope);
    default:
      return isKernelFrame(name) ? KERNEL : language === 'rust' ? rustPlace(name, scope) : nativePlace(name, scope);
  }
}
