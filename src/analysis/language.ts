/** Which language a profile comes from, told by the form of its function names and files. */
import type { FunctionTable } from '../profiles/callTree';
import type { Language } from './model';

/** Forms that only one language's profilers write; first match wins for a name, the profile goes by majority. */
const FORMS: ReadonlyArray<readonly [Language, RegExp]> = [
  ['node', /^node:|\.(m?js|cjs|tsx?):|^:?\((idle|program|garbage collector|root)\)|node_modules\//],
  ['python', /\.py:-?\d+ - |\.py$|^<module>$/],
  ['ruby', /\.rb:-?\d+ - |\.rb$|\[c function\]|^<internal:/],
  ['rust', /^(core|std|alloc)::|::h[0-9a-f]{16}$|_\$LT\$|\.rs:\d+ - |\.rs$/],
  ['dotnet', /^(System|Microsoft)\.[A-Z]|^System\.Private\.CoreLib!|\.cs$/],
  ['jvm', /^(java|javax|jdk|sun|kotlin|scala|org|com|io)\/[\w$/]+(:?\.)[\w$<]|^(java|javax|jdk)\.[a-z]+\.|\.java$/],
  [
    'go',
    /^(runtime|reflect|sync|syscall|strings|bufio|os|fmt|time|sort)\.[\w(]|^(net|encoding|internal|crypto|runtime)\/[\w/]+\.|^main\.\w|\.go$|^[\w.-]+\.[a-z]{2,}\/[\w./~-]+\.[\w(]/,
  ],
  ['native', /::|_\[k\]$|^__|\.(cc|cpp|c|h)$/],
];

/** Names of a language, as part of the native ones, from which the profile is that language's. */
const MIN_PART = 0.2;
/** Names looked at: enough for a majority, few enough for a profile with 25 000 functions. */
const MAX_LOOKED_AT = 500;

export function detectLanguage({ name, file, length }: FunctionTable): Language {
  const votes = new Map<Language, number>();
  const step = Math.max(1, Math.floor(length / MAX_LOOKED_AT));
  for (let f = 0; f < length; f += step) {
    const form = FORMS.find(([, pattern]) => pattern.test(name[f]) || (file[f] !== '' && pattern.test(file[f])));
    if (form !== undefined) {
      votes.set(form[0], (votes.get(form[0]) ?? 0) + 1);
    }
  }
  // Every profile holds native frames (kernel, runtime, libc): they decide only where nothing else does.
  const others = FORMS.map(([language]) => language).filter((language) => language !== 'native');
  let best: Language = 'unknown';
  for (const language of others) {
    if ((votes.get(language) ?? 0) > (votes.get(best) ?? 0)) {
      best = language;
    }
  }
  const native = votes.get('native') ?? 0;
  return native > 0 && (votes.get(best) ?? 0) < MIN_PART * native ? 'native' : best;
}
