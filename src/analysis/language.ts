/** Which language a profile comes from, told by the form of its function names and files. */
import type { FunctionTable } from '../profiles/callTree';
import type { Language } from './model';

/** A path with `::`: Rust or C++, which of the two is told by names that only one of them writes. */
const PATH = 'path';

/** Forms that only one language's profilers write; first match wins for a name, the profile goes by majority. */
const FORMS: ReadonlyArray<readonly [Language | typeof PATH, RegExp]> = [
  ['node', /^node:|\.(m?js|cjs|tsx?):|^:?\((idle|program|garbage collector|root)\)|node_modules\//],
  ['python', /\.py:-?\d+ - |\.py$|^<module>$/],
  ['ruby', /\.rb:-?\d+ - |\.rb$|\[c function\]|^<internal:/],
  [
    'rust',
    /^(core|alloc|tokio|hyper|serde|serde_json|mio|futures_\w+)::|^std::(sys|rt|panicking|io|sync|collections|env|fs|net)::|^<.+ as .+>::|::h[0-9a-f]{16}$|_\$LT\$|\.rs:\d+ - |\.rs$/,
  ],
  ['dotnet', /^(System|Microsoft)\.[A-Z]|^System\.Private\.CoreLib!|\.cs$/],
  ['jvm', /^(java|javax|jdk|sun|kotlin|scala|org|com|io)\/[\w$/]+(:?\.)[\w$<]|^(java|javax|jdk)\.[a-z]+\.|\.java$/],
  [
    'go',
    /^(runtime|reflect|sync|syscall|strings|bufio|os|fmt|time|sort)\.[\w(]|^(net|encoding|internal|crypto|runtime)\/[\w/]+\.|^main\.\w|\.go$|^[\w.-]+\.[a-z]{2,}\/[\w./~-]+\.[\w(]/,
  ],
  [PATH, /::/],
  ['native', /_\[k\]$|^__|\.(cc|cpp|c|h)$/],
];

/** What no Rust name holds: C++'s own spellings and libraries. */
const CPP_ONLY =
  /^std::(__|_[A-Z]|basic_|function|vector|map|set|unordered_|deque|list|shared_ptr|unique_ptr|i?o?stringstream|[io]stream)|\boperator\b|::~|\(anonymous namespace\)|^(boost|absl|google|folly|__gnu_cxx|tcmalloc)::/;

/** Names of a language, as part of the native ones, from which the profile is that language's. */
const MIN_PART = 0.2;
/** Names looked at: enough for a majority, few enough for a profile with 25 000 functions. */
const MAX_LOOKED_AT = 300;

interface KnownForm {
  /** the file that the form was told with */
  readonly file: string;
  /** row of FORMS; −1 none */
  readonly row: number;
  readonly isCpp: boolean;
}

/**
 * Forms of the names that the last profiles were told by: a refresh brings the same. They follow from name and file
 * alone, and eight patterns for 300 names were a twelfth of the analysis of a small profile.
 */
const known = new Map<string, KnownForm>();
/** Some profiles' worth; then it starts over. Names of a megabyte are allowed: long ones are not kept. */
const MAX_KNOWN = 10 * MAX_LOOKED_AT;
const MAX_KEPT_LENGTH = 1000;

function formOf(name: string, file: string): KnownForm {
  const kept = known.get(name);
  if (kept !== undefined && kept.file === file) {
    return kept;
  }
  const row = FORMS.findIndex(([, pattern]) => pattern.test(name) || (file !== '' && pattern.test(file)));
  const form = { file, row, isCpp: row >= 0 && FORMS[row][0] === PATH && CPP_ONLY.test(name) };
  if (known.size >= MAX_KNOWN) {
    known.clear();
  }
  if (name.length + file.length <= MAX_KEPT_LENGTH) {
    known.set(name, form);
  }
  return form;
}

export function detectLanguage({ name, file, length }: FunctionTable): Language {
  const votes = new Map<Language | typeof PATH, number>();
  const votesOf = (language: Language | typeof PATH) => votes.get(language) ?? 0;
  let cpp = 0;
  const step = Math.max(1, Math.floor(length / MAX_LOOKED_AT));
  for (let f = 0; f < length; f += step) {
    const { row, isCpp } = formOf(name[f], file[f]);
    if (row >= 0) {
      votes.set(FORMS[row][0], votesOf(FORMS[row][0]) + 1);
      cpp += isCpp ? 1 : 0;
    }
  }
  // Every profile holds native frames (kernel, runtime, libc): they decide only where nothing else does.
  const paths: Language = votesOf('rust') > cpp ? 'rust' : 'native';
  votes.set(paths, votesOf(paths) + votesOf(PATH));
  let best: Language = 'unknown';
  for (const [language] of FORMS) {
    if (language !== PATH && language !== 'native' && votesOf(language) > votesOf(best)) {
      best = language;
    }
  }
  return votesOf('native') > 0 && votesOf(best) < MIN_PART * votesOf('native') ? 'native' : best;
}
