/**
 * Whose code a function is, inferred from names and files and overridable by prefixes.
 *
 * Most languages say it by place (node_modules, site-packages, gems, the platform's own namespaces). Go and the JVM do
 * not: there the service's own prefix is the one that most work passes through, known public libraries left aside.
 */
import type { FunctionTable, ReadonlyFloat64Array } from '../profiles/callTree';
import type { Language, Ownership } from './model';
import type { ParsedName } from './names';

/** Code of an ownership level in a column = its index here. */
export const OWNERSHIP: readonly Ownership[] = ['owned', 'vendored', 'stdlib', 'runtime', 'kernel', 'unresolved'];
export const OWNED = 0;
const VENDORED = 1;
export const STDLIB = 2;
export const RUNTIME = 3;
const KERNEL = 4;
export const UNRESOLVED = 5;

/** Forges where a module is `host/organisation/repository`. */
const FORGE = /^(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|git\.sr\.ht|gitea\.com)\//;
/** Hosts and organisations that publish libraries: never taken for the service by inference. */
const PUBLIC_GO =
  /^(golang\.org|google\.golang\.org|gopkg\.in|go\.uber\.org|go\.opentelemetry\.io|go\.opencensus\.io|k8s\.io|sigs\.k8s\.io|cloud\.google\.com|go\.etcd\.io|go\.mongodb\.org|modernc\.org|gonum\.org|gorm\.io|github\.com\/(grafana\/(pyroscope-go|otel-profiling-go|dskit)|pyroscope-io\/client|prometheus\/client_golang|gorilla|gin-gonic|labstack|go-chi|go-kit|gogo|golang|aws|Azure|DataDog|klauspost|json-iterator|sirupsen|rs|panjf2000|valyala|redis|go-redis|jackc|lib|IBM|Shopify))(\/|$)/;
const PUBLIC_JVM =
  /^(org\/(apache|springframework|hibernate|eclipse|mozilla|postgresql|slf4j|jboss|scala-lang|vertx)|io\/(netty|vertx|grpc|micrometer|opentelemetry|reactivex|pyroscope|undertow|quarkus)|com\/(fasterxml|google|mysql|zaxxer|squareup|oracle|ibm)|ch\/qos|reactor|kotlinx?|scala|akka|one\/profiler)(\/|$)/;
const STD_JVM = /^(java|javax|jdk|sun|com\/sun)(\/|$)/;
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

export interface OwnershipResult {
  /** FuncIndex → code, an index into {@link OWNERSHIP} */
  readonly codes: Uint8Array;
  readonly prefixes: readonly string[];
  /** in words of the method: how the prefixes were found */
  readonly basis: string;
  /** prefixes that could have been taken instead, heaviest first, with the cum of their widest function */
  readonly alternatives: ReadonlyArray<{ readonly prefix: string; readonly cum: number }>;
}

interface OwnershipInput {
  readonly functions: FunctionTable;
  readonly parsed: readonly ParsedName[];
  readonly language: Language;
  /** FuncIndex → cum, a stack once: what inference weighs prefixes by */
  readonly cum: ReadonlyFloat64Array;
  /** FuncIndex → 1 where the pattern table calls the frame nameless */
  readonly unresolved: Uint8Array;
  readonly ownedPrefixes: readonly string[];
}

/**
 * Top-level packages of Go's standard library: any other path without a dot in its first segment is a private module.
 */
const STD_GO = new Set(
  (
    'archive bufio bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index internal io iter log maps ' +
    'math mime net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe vendor weak type'
  ).split(' ')
);

/** Module of a Go import path, as far as the path tells: two or three segments. '' for the standard library. */
function goModule(scope: string): string {
  const first = scope.split('/', 1)[0];
  if (STD_GO.has(first) || scope === 'main') {
    return '';
  }
  // A vanity host belongs to one organisation, so the host alone tells whose code it is.
  return FORGE.test(scope) ? scope.split('/').slice(0, 2).join('/') : first;
}

function heaviest(weights: ReadonlyMap<string, number>): string {
  let best = '';
  for (const [key, weight] of weights) {
    if (best === '' || weight > (weights.get(best) ?? 0) || (weight === weights.get(best) && key < best)) {
      best = key;
    }
  }
  return best;
}

/**
 * A package or file has many functions: what its scope says is worked out once. Functions stand by name, so the last
 * scope is mostly asked again, and comparing is cheaper than hashing a string that was cut out a moment ago.
 */
function oncePerScope<T>(compute: (scope: string) => T): (scope: string) => T {
  const known = new Map<string, T>();
  let last: { readonly scope: string; readonly result: T } | null = null;
  return (scope) => {
    if (last !== null && last.scope === scope) {
      return last.result;
    }
    let result = known.get(scope);
    if (result === undefined) {
      result = compute(scope);
      known.set(scope, result);
    }
    last = { scope, result };
    return result;
  };
}

/** Prefix → cum of its widest function. */
function weighPrefixes(
  { functions, parsed, cum }: OwnershipInput,
  prefixOf: (scope: string) => string
): ReadonlyMap<string, number> {
  const prefixOnce = oncePerScope(prefixOf);
  const weights = new Map<string, number>();
  for (let f = 0; f < parsed.length; f++) {
    const prefix = KERNEL_FRAME.test(functions.name[f]) ? '' : prefixOnce(parsed[f].scope);
    if (prefix !== '' && cum[f] > 0) {
      // The widest frame of a prefix says how much work passes through it; a sum would favour many small frames.
      weights.set(prefix, Math.max(weights.get(prefix) ?? 0, cum[f]));
    }
  }
  return weights;
}

/** Longest path that all scopes below a prefix share, classes aside: `example.com` is said as `example.com/shop`. */
function narrowed(prefix: string, parsed: readonly ParsedName[]): string {
  let common: readonly string[] | null = null;
  let last = '';
  for (const { scope } of parsed) {
    if (scope === last) {
      continue;
    }
    last = scope;
    if (scope === prefix || scope.startsWith(`${prefix}/`)) {
      const parts = scope.replace(/\/[A-Z][^/]*$/, '').split('/');
      const shared: readonly string[] = common ?? parts;
      const differs = shared.findIndex((part, index) => part !== parts[index]);
      common = differs < 0 ? shared : shared.slice(0, differs);
    }
  }
  return common === null || common.length === 0 ? prefix : common.join('/');
}

const startsWithPart = (scope: string, prefix: string) =>
  scope === prefix || scope.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`) || scope.startsWith(`${prefix}.`);

function goCode(scope: string, owned: string): number {
  if (scope === 'main' || (owned !== '' && startsWithPart(scope, owned))) {
    return OWNED;
  }
  if (scope === '' || /^(runtime|internal\/(runtime|cpu|bytealg|abi|goarch))(\/|$)/.test(scope)) {
    return RUNTIME;
  }
  return STD_GO.has(scope.split('/', 1)[0]) ? STDLIB : VENDORED;
}

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

const PYTHON_STD =
  /(^|\/)lib\/python\d|^(threading|socket|socketserver|selectors|logging\/|json\/|email\/|http\/|concurrent\/|asyncio\/|re\.py|ssl\.py|queue\.py)/;
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

function nativeCode(name: string, scope: string, language: Language): number {
  if (KERNEL_FRAME.test(name)) {
    return KERNEL;
  }
  if (language === 'rust') {
    // An implementation for a primitive, a reference or a type parameter names no crate.
    return STD_RUST.test(scope) ||
      /^_*rust_/.test(name) ||
      !/^[a-z_]\w*(::|$)/.test(scope) ||
      PRIMITIVE_RUST.test(scope)
      ? STDLIB
      : PUBLIC_RUST.test(scope)
        ? VENDORED
        : OWNED;
  }
  return /^(std|__gnu_cxx)(::|$)/.test(scope)
    ? STDLIB
    : /^(absl|boost|google|tcmalloc|folly|grpc|fmt|Eigen|rocksdb|v8|node|uv)(::|$)/.test(scope)
      ? VENDORED
      : /^_|^(start_thread|clone|mem\w+|str\w+|malloc|free|calloc|realloc|operator (new|delete))/.test(name)
        ? RUNTIME
        : OWNED;
}

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

/** A prefix of the user with this in front takes code away: `!github.com/acme/generated`. */
const NOT = '!';

export function inferOwnership(input: OwnershipInput): OwnershipResult {
  const { functions, parsed, language, unresolved, ownedPrefixes } = input;
  const codes = new Uint8Array(functions.length);
  const { owned, alternatives, shown, basis } = inferOwn(input);
  const prefixes = [...ownedPrefixes, ...shown];
  const given = ownedPrefixes.map((text) =>
    text.startsWith(NOT) ? { prefix: text.slice(NOT.length), code: VENDORED } : { prefix: text, code: OWNED }
  );
  const codeOfGo = oncePerScope((scope) => goCode(scope, owned));
  for (let f = 0; f < functions.length; f++) {
    const name = functions.name[f];
    const { scope } = parsed[f];
    const code =
      language === 'go' ? codeOfGo(scope) : codeOf({ name, file: functions.file[f], scope, language, owned });
    codes[f] = unresolved[f] === 1 ? UNRESOLVED : code;
    for (const { prefix, code: wanted } of given) {
      if (name.startsWith(prefix) || scope.startsWith(prefix) || functions.file[f].startsWith(prefix)) {
        codes[f] = wanted;
      }
    }
  }
  if (!codes.includes(OWNED) && codes.includes(VENDORED)) {
    // A profile of libraries alone still has a place to edit: whoever owns them.
    for (let f = 0; f < codes.length; f++) {
      codes[f] = codes[f] === VENDORED ? OWNED : codes[f];
    }
    const none = 'No code of a service was found: libraries are taken as owned. Name a prefix to change it.';
    return { codes, prefixes, basis: none, alternatives };
  }
  return { codes, prefixes, basis, alternatives };
}

interface InferredOwn {
  /** prefix that ownership is told by, '' where the language tells it otherwise */
  readonly owned: string;
  /** the same as the reader sees it */
  readonly shown: readonly string[];
  readonly basis: string;
  readonly alternatives: OwnershipResult['alternatives'];
}

const MAX_ALTERNATIVES = 3;

/** The service's own prefix, where places do not tell it. */
function inferOwn(input: OwnershipInput): InferredOwn {
  switch (input.language) {
    case 'go':
      return byWeight(input, {
        prefixOf: (scope) => (PUBLIC_GO.test(scope) ? '' : goModule(scope)),
        always: ['main.'],
        basis: 'The module that most work passes through, public libraries left aside, and package main.',
      });
    case 'jvm':
      return byWeight(input, {
        prefixOf: (scope) =>
          STD_JVM.test(scope) || PUBLIC_JVM.test(scope) || !/^[a-z][\w-]*\/[a-z]/.test(scope)
            ? ''
            : scope.split('/').slice(0, 2).join('/'),
        always: [],
        basis: 'The package prefix that most work passes through, public libraries left aside.',
      });
    case 'node':
    case 'python':
    case 'ruby':
      return byPlace('Files outside the folders of installed packages and of the platform.');
    case 'rust':
      return byPlace('Crates outside the standard library and well-known public ones.');
    case 'dotnet':
      return byPlace('Assemblies outside System, Microsoft and well-known public ones.');
    default:
      return byPlace("Everything outside the platform's own names.");
  }
}

const byPlace = (basis: string): InferredOwn => ({ owned: '', shown: [], basis, alternatives: [] });

function byWeight(
  input: OwnershipInput,
  { prefixOf, always, basis }: { prefixOf: (scope: string) => string; always: readonly string[]; basis: string }
): InferredOwn {
  const weights = weighPrefixes(input, prefixOf);
  const owned = heaviest(weights);
  return {
    owned,
    shown: [...(owned === '' ? [] : [`${narrowed(owned, input.parsed)}/`]), ...always],
    basis,
    alternatives: [...weights]
      .filter(([prefix]) => prefix !== owned)
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MAX_ALTERNATIVES)
      .map(([prefix, cum]) => ({ prefix: `${prefix}/`, cum })),
  };
}

interface NamedFrame {
  readonly name: string;
  readonly file: string;
  readonly scope: string;
  readonly language: Exclude<Language, 'go'>;
  /** prefix taken for the service's own, '' where none is */
  readonly owned: string;
}

function codeOf({ name, file, scope, language, owned }: NamedFrame): number {
  switch (language) {
    case 'node':
      return nodeCode(name, file, scope);
    case 'python':
    case 'ruby':
      return scriptCode(language, name, scope);
    case 'jvm':
      return KERNEL_FRAME.test(name)
        ? KERNEL
        : STD_JVM.test(scope)
          ? STDLIB
          : scope === '' || name.includes('::')
            ? RUNTIME
            : owned !== '' && startsWithPart(scope, owned)
              ? OWNED
              : VENDORED;
    case 'dotnet':
      return dotnetCode(name, file, scope);
    default:
      return nativeCode(name, scope, language);
  }
}
