/**
 * Function names of seven languages, taken apart for reading and for telling whose code it is.
 * Raw names are untrusted text and are kept as they are; nothing here feeds a counting key.
 */
import type { Language } from './model';

export interface ParsedName {
  /** what stands first on screen: `Conn.Handshake` */
  readonly shortName: string;
  /** last part of the package or file: `tls`, `handlers.js`; '' where there is none */
  readonly packageName: string;
  /** the whole path that ownership is told by: import path, file, class, crate */
  readonly scope: string;
  /** line that the name itself carries (Node, Python, Ruby, Rust); −1 where it does not */
  readonly line: number;
  /** an anonymous function or closure: not what a reader calls an entry point */
  readonly closure: boolean;
}

const lastOf = (path: string, separator: string): string => path.slice(path.lastIndexOf(separator) + 1);

/** Drops what stands between brackets, nested ones too: `Key[go.shape.int]` → `Key`. */
export function stripBrackets(text: string, open: string, close: string): string {
  const first = text.indexOf(open);
  if (first < 0) {
    return text;
  }
  let depth = 0;
  let kept = '';
  /** start of the part outside brackets that is being read */
  let start = 0;
  for (let i = first; i < text.length; i++) {
    const char = text[i];
    if (char === open) {
      kept += depth === 0 ? text.slice(start, i) : '';
      depth++;
    } else if (char === close && depth > 0) {
      depth--;
      start = i + 1;
    }
  }
  return depth === 0 ? kept + text.slice(start) : kept;
}

/** Last part of an import path; the one before it where that is a major version: `lib/v5` → `lib`. */
function goPackage(scope: string): string {
  const last = lastOf(scope, '/');
  return last.length < scope.length && last.startsWith('v') && /^v\d+$/.test(last)
    ? lastOf(scope.slice(0, -last.length - 1), '/')
    : last;
}

/** `(*Server).Close` → `Server.Close`, wherever a pair of brackets stands; a regular expression's `$1` took a microsecond. */
function withoutReceiverMarks(method: string): string {
  let plain = '';
  let from = 0;
  for (;;) {
    const open = method.indexOf('(', from);
    const close = open < 0 ? -1 : method.indexOf(')', open);
    if (close < 0) {
      return plain + method.slice(from);
    }
    plain += method.slice(from, open) + method.slice(method[open + 1] === '*' ? open + 2 : open + 1, close);
    from = close + 1;
  }
}

/** `example.com/shop/api.(*Server).checkout`: import path, receiver, function. */
function parseGo(name: string): ParsedName {
  const plain = stripBrackets(name, '[', ']');
  const dot = plain.indexOf('.', plain.lastIndexOf('/') + 1);
  if (dot < 0) {
    return { shortName: plain, packageName: '', scope: '', line: -1, closure: false };
  }
  const path = plain.slice(0, dot);
  const scope = path.includes('%') ? path.replace(/%2e/g, '.') : path;
  const method = plain.slice(dot + 1);
  const shortName = method.includes('(') ? withoutReceiverMarks(method) : method;
  return {
    shortName,
    packageName: goPackage(scope),
    scope,
    line: -1,
    closure: /\.func\d+|\.(go|defer)wrap\d+|-range\d+|-fm$/.test(shortName),
  };
}

const NODE_NAME = /^(.*?):((?:\(anonymous[^)]*\))|[^:]*):(\d+)$/;
/** What `node --perf-basic-prof` writes for Linux perf: kind of code, tier, function, place. */
const PERF_NAME = /^(?:LazyCompile|Function|Script|Eval|JS):[*~^+']?(\S*) (\S+?):(\d+)(?::\d+)?$/;
/** `./lib/handlers.js:loadShard:7`, `node:events:emit:471`, or a bare name with a file beside it. */
function parseNode(name: string, file: string): ParsedName {
  const perf = PERF_NAME.exec(name);
  const match = perf === null ? NODE_NAME.exec(name) : [name, perf[2], perf[1], perf[3]];
  const scope = match !== null ? match[1] : file;
  const bare = match !== null ? match[2] : name;
  const line = match !== null ? Number(match[3]) : -1;
  const anonymous = bare === '' || bare.startsWith('(anonymous');
  const place = /L#(\d+)/.exec(bare)?.[1] ?? (line > 0 ? String(line) : '');
  return {
    shortName: anonymous ? `(anonymous)${place === '' ? '' : `:${place}`}` : bare,
    packageName: lastOf(scope, '/'),
    scope,
    line,
    closure: anonymous,
  };
}

/** `app/helpers.rb:12 - block in find`, `boxed.rs:2007 - <A as B>::call`: what Python, Ruby and Rust agents send. */
const AGENT_NAME = /^(.*?):(-?\d+) - (.*)$/;

function parseScript(name: string, file: string): ParsedName {
  const match = AGENT_NAME.exec(name);
  const scope = match !== null ? match[1] : file;
  const bare = match !== null ? match[3] : name;
  const shortName = bare.replace(/ \[c function\]$/, '');
  return {
    shortName,
    packageName: lastOf(scope, '/'),
    scope,
    line: match !== null ? Number(match[2]) : -1,
    closure: /^(block (\(\d+ levels\) )?in\b)|<(lambda|listcomp|genexpr|dictcomp|setcomp)>$/.test(shortName),
  };
}

/**
 * `org/mozilla/javascript/ScriptableObject:.getSlot_[j]`, `java.lang.Thread.run`, `void a.B.c(int)`. Numbers that the
 * virtual machine gives to lambdas and generated accessors differ from run to run and say nothing.
 */
function parseJvm(name: string): ParsedName {
  const plain = name
    .replace(/_\[[a-z0-9]\]$/, '')
    .replace(':.', '.')
    .replace(/\(.*$/, '')
    .replace(/^(?:[\w$.[\]]+ )+/, '')
    .replace(/\$\$Lambda[$+/][^.]*/, '$$Lambda')
    .replace(/(GeneratedMethodAccessor|GeneratedConstructorAccessor|\$\$(?:Enhancer|FastClass)\w*\$\$)[0-9a-f]+/, '$1');
  const dot = plain.lastIndexOf('.');
  const owner = dot < 0 ? '' : plain.slice(0, dot).replace(/\./g, '/');
  const cut = owner.lastIndexOf('/');
  const scope = cut < 0 ? '' : owner.slice(0, cut);
  return {
    shortName: owner === '' ? plain : `${owner.slice(cut + 1)}.${plain.slice(dot + 1)}`,
    packageName: lastOf(scope, '/'),
    scope: owner === '' ? '' : owner,
    line: -1,
    closure: /\$Lambda|lambda\$/.test(plain),
  };
}

/**
 * `Assembly!Namespace.Class.Method` (PerfView), `Namespace!Class.Method` (Pyroscope's agent) and `Namespace.Class.Method`;
 * state machines of async methods and iterators read as the method: `X.<Invoke>d__9.MoveNext` is `X.Invoke (async)`.
 */
function parseDotnet(name: string): ParsedName {
  const bang = name.indexOf('!');
  const before = bang < 0 ? '' : name.slice(0, bang);
  const plain = stripBrackets(name.slice(bang + 1), '(', ')').replace(/`\d+/g, '');
  const machine = /^(.*)\.<(\w+)>d__\d+(?:<[^.]*>)?\.MoveNext$/.exec(plain);
  const full = machine === null ? withoutTypeArguments(plain) : `${withoutTypeArguments(machine[1])}.${machine[2]}`;
  const parts = full.split('.').filter((part) => part !== '');
  const rest = parts.slice(0, -1).join('.');
  const scope = before === '' || rest === before || rest.startsWith(`${before}.`) ? rest : joined(before, rest);
  return {
    shortName: `${parts.slice(-2).join('.')}${machine === null ? '' : ' (async)'}`,
    packageName: parts.length > 2 ? parts[parts.length - 3] : lastOf(before, '.'),
    scope,
    line: -1,
    closure: /<>c(__DisplayClass|\.)|<\w*>b__|<\w+>g__/.test(plain),
  };
}

const joined = (a: string, b: string) => (b === '' ? a : `${a}.${b}`);

/** `Start<!<Invoke>d__10>` → `Start`, `List<T>.Add` → `List.Add`; what the compiler writes in `<>` at a name's start stays. */
const withoutTypeArguments = (name: string) => name.replace(/(\w)<[^.]*>(?=\.|$)/g, '$1');

/** `void std::sort` → `std::sort`; `operator new` keeps its blank. */
const withoutReturnType = (name: string): string =>
  /\boperator\b/.test(name) ? name.replace(/^.* (?=\S*operator\b)/, '') : name.slice(name.lastIndexOf(' ') + 1);

/** Rust and C++: hash, escapes and template arguments gone; the type stays with its method. */
function parseNative(name: string, file: string): ParsedName {
  const match = AGENT_NAME.exec(name);
  const plain = (match !== null ? match[3] : name)
    .replace(/::h[0-9a-f]{16}$/, '')
    .replace(/_?\$LT\$/g, '<')
    .replace(/\$GT\$/g, '>')
    .replace(/\$u20\$/g, ' ')
    .replace(/\$u?[0-9a-zA-Z]{1,3}\$/g, '')
    .replace(/\.\./g, '::')
    .replace(/_\[[a-z0-9]\]$/, '')
    .replace(/@@?GLIBC\w*[\w.]*$/, '')
    .replace(/( \[clone [^\]]*\])+$|(\.(isra|constprop|part|cold|llvm|lto_priv)(\.\d+)?)+$/, '');
  const withoutArguments = withoutReturnType(
    stripBrackets(
      stripBrackets(plain.replace(/^<(.+?)(?: as .*)?>::/, '$1::'), '<', '>')
        .replace(/\(anonymous namespace\)/g, '{anonymous}')
        .replace(/\boperator\(\)/, 'operator{}'),
      '(',
      ')'
    )
      .replace(/ (const|noexcept|&&?)$/, '')
      .replace('operator{}', 'operator()')
  );
  const parts = withoutArguments.split('::').filter((part) => part !== '');
  const scope = parts.slice(0, -1).join('::');
  return {
    shortName: parts.slice(-2).join('::') || plain,
    packageName: parts.length > 2 ? parts[parts.length - 3] : '',
    scope: scope || (match !== null ? match[1] : file),
    line: match !== null ? Number(match[2]) : -1,
    closure: /\{\{closure\}\}|<closure>|\{lambda/.test(plain),
  };
}

/**
 * @param name  as the profile gives it
 * @param file  as the profile gives it; '' where unknown
 */
export function parseName(name: string, file: string, language: Language): ParsedName {
  switch (language) {
    case 'go':
      return parseGo(name);
    case 'node':
      return parseNode(name, file);
    case 'python':
    case 'ruby':
      return parseScript(name, file);
    case 'jvm':
      return parseJvm(name);
    case 'dotnet':
      return parseDotnet(name);
    case 'rust':
    case 'native':
    case 'unknown':
      return parseNative(name, file);
  }
}
