/**
 * Stacks of a service that does not exist, for a worker to practise on before the first real profile comes.
 *
 * What counts is that the same code runs with the same shapes of data: server, handlers, own packages, libraries and
 * runtime by name; functions met in several places, on several lines, some inlined; few heavy paths and many thin ones.
 * The same count gives the same stacks.
 */

export interface MadeUpFrame {
  readonly name: string;
  readonly file: string;
  /** first line of the function */
  readonly start: number;
  /** line that executes */
  readonly line: number;
}

export interface MadeUpStack {
  /** root first */
  readonly frames: readonly MadeUpFrame[];
  /** nanoseconds, whole 10 ms samples */
  readonly weight: number;
}

const SAMPLE = 10_000_000;
const SAMPLES_A_FUNCTION = 6;
const LEAST_FUNCTIONS = 48;
const PLACES = 3;

const roots = ['net/http.(*conn).serve', 'net/http.serverHandler.ServeHTTP', 'net/http.HandlerFunc.ServeHTTP'];
const leaves = [
  'runtime.mallocgc',
  'runtime.memmove',
  'runtime.gcDrain',
  'runtime.scanobject',
  'runtime.mapaccess1_faststr',
  'regexp.(*Regexp).doExecute',
  'encoding/json.(*encodeState).marshal',
  'compress/flate.(*compressor).deflate',
  'crypto/sha256.block',
  'strings.ToLower',
  'sort.insertionSort',
  'syscall.Syscall',
];
const packages = [
  'example.com/warm/orders',
  'example.com/warm/api',
  'github.com/vendor/codec',
  'encoding/json',
  'runtime',
  'regexp',
];

/** Θ(count). */
export function madeUpStacks(count: number): MadeUpStack[] {
  const random = sequence();
  const names = functionNames(Math.max(LEAST_FUNCTIONS, Math.round(count / SAMPLES_A_FUNCTION)));
  const frameOf = (at: number, place: number): MadeUpFrame => {
    const start = 10 + (at % 90);
    return { name: names[at], file: fileOf(names[at], at), start, line: start + 3 * place };
  };
  return Array.from({ length: count }, () => {
    let at = roots.length + leaves.length + Math.floor(random() * 7);
    const frames = roots.map((_, root) => frameOf(root, 0));
    const depth = 4 + Math.floor(random() * 12);
    for (let below = 0; below < depth; below++) {
      // Most calls take the usual way.
      const turn = Math.max(0, Math.floor(random() * 12) - 9);
      at = (at * 5 + 1 + turn) % names.length;
      frames.push(frameOf(at, turn % PLACES));
    }
    frames.push(frameOf(roots.length + Math.floor(random() * leaves.length), 1));
    return { frames, weight: SAMPLE * (1 + Math.floor(random() * 3)) };
  });
}

function functionNames(count: number): string[] {
  const own = Array.from({ length: Math.max(0, count - roots.length - leaves.length) }, (_, index) => {
    const name = `${packages[index % packages.length]}${index % packages.length < 3 ? index % 11 : ''}`;
    return index % 2 === 0 ? `${name}.(*Engine${index % 7}).do${index}` : `${name}.step${index}.func1`;
  });
  return [...roots, ...leaves, ...own];
}

function fileOf(name: string, at: number): string {
  return `${name.slice(0, name.lastIndexOf('/') + 1)}file${at % 5}.go`;
}

/** Numbers in [0, 1) that only have to look uneven (Numerical Recipes' linear congruential generator). */
function sequence(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
