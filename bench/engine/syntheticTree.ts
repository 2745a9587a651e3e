/**
 * Seeded call trees of any size with the shape of large Go profiles: mean depth 33 to 35, some functions recursive,
 * a function reached on many paths, weight in few places, names that the engine has to read.
 *
 * The tree is drawn in pre-order straight into columns: stack after stack leaves the last one at a random depth and goes
 * down to a new one. Children of a node are a rising sequence of its function's callees, so no sibling stands twice and
 * siblings stand in function order, as `CallTreeBuilder` leaves them.
 */
import type { CallTree, FuncIndex, FunctionTable, NodeIndex } from '../../src/profiles/callTree';
import { seededRandom } from '../../src/profiles/testing/seededRandom';

/** Functions that profiles of that many nodes have. */
const FUNCTIONS_BY_NODES: ReadonlyArray<readonly [nodes: number, functions: number]> = [
  [10_000, 1_500],
  [100_000, 6_000],
  [1_000_000, 25_000],
];

/** What a frame is; decides whom it calls. */
type Layer = 'scaffold' | 'owned' | 'vendored' | 'stdlib' | 'runtime';

interface LayerShape {
  /** part of all functions */
  readonly part: number;
  readonly packages: readonly string[];
  /** whom a function of the layer calls: layer → part of its callees */
  readonly calls: ReadonlyArray<readonly [Layer, number]>;
}

const numbered = (count: number, path: (index: number) => string) => Array.from({ length: count }, (_, i) => path(i));

const LAYERS: Readonly<Record<Layer, LayerShape>> = {
  scaffold: {
    part: 0,
    packages: [],
    calls: [
      ['owned', 0.9],
      ['stdlib', 0.1],
    ],
  },
  owned: {
    part: 0.45,
    packages: numbered(90, (i) => `example.com/platform/area${i % 12}/service${i}`),
    calls: [
      ['owned', 0.72],
      ['vendored', 0.1],
      ['stdlib', 0.11],
      ['runtime', 0.07],
    ],
  },
  vendored: {
    part: 0.25,
    packages: numbered(40, (i) => `github.com/vendor${i % 9}/library${i}/v${2 + (i % 3)}/internal`),
    calls: [
      ['vendored', 0.72],
      ['owned', 0.05],
      ['stdlib', 0.13],
      ['runtime', 0.1],
    ],
  },
  stdlib: {
    part: 0.22,
    packages:
      'encoding/json encoding/binary regexp regexp/syntax strings strconv bufio bytes fmt io net net/http crypto/sha256 crypto/tls compress/flate sort sync reflect time math/big log'.split(
        ' '
      ),
    calls: [
      ['stdlib', 0.7],
      ['runtime', 0.26],
      ['owned', 0.04],
    ],
  },
  runtime: { part: 0.08, packages: ['runtime'], calls: [['runtime', 1]] },
};

/** Runtime frames that the pattern table knows; the rest of the layer is made up. */
const KNOWN_RUNTIME =
  'mallocgc newobject makeslice growslice memmove memclrNoHeapPointers mapaccess2_faststr mapassign_faststr scanobject gcAssistAlloc gcDrain bgsweep convTstring concatstrings slicebytetostring duffcopy futex selectgo chansend1 memequal aeshashbody (*mcache).nextFree (*mheap).alloc'.split(
    ' '
  );

/** Frames above the service's own: start of the goroutine and the server's loop. */
const SCAFFOLD = ['runtime.goexit', 'net/http.(*conn).serve', 'net/http.serverHandler.ServeHTTP'];

const RECURSIVE_PART = 0.01;
const CALLEES = { least: 3, most: 26 };
/** Callees of the server's loop: the handlers. */
const HANDLERS = 60;

interface Program {
  readonly functions: FunctionTable;
  /** FuncIndex → callees, rising */
  readonly callees: readonly Int32Array[];
  readonly root: FuncIndex;
}

/** Functions and who calls whom; callees stand further down in their layer, except the recursive ones. */
function drawProgram(functionCount: number, random: () => number): Program {
  const draft: Array<{ name: string; file: string; layer: Layer; rank: number }> = SCAFFOLD.map((name) => ({
    name,
    file: 'net/http/server.go',
    layer: 'scaffold',
    rank: 0,
  }));
  for (const layer of ['owned', 'vendored', 'stdlib', 'runtime'] as const) {
    const { part, packages } = LAYERS[layer];
    const count = Math.round(part * functionCount);
    for (let i = 0; i < count; i++) {
      const home = packages[Math.floor(random() * packages.length)];
      const name =
        layer === 'runtime' && i < KNOWN_RUNTIME.length
          ? `runtime.${KNOWN_RUNTIME[i]}`
          : `${home}.${drawMethod(i, random)}`;
      draft.push({ name, file: `${home}/file${i % 7}.go`, layer, rank: i / count });
    }
  }
  const scaffold = new Set(SCAFFOLD);
  const sorted = draft
    .filter(({ name, layer }) => layer === 'scaffold' || !scaffold.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const byLayer = new Map<Layer, FuncIndex[]>();
  sorted.forEach(({ layer }, func) => {
    const funcs = byLayer.get(layer) ?? [];
    funcs.push(func);
    byLayer.set(layer, funcs);
  });
  const indexOf = new Map(sorted.map(({ name }, func) => [name, func]));
  const ranked = new Map(
    [...byLayer].map(([layer, funcs]) => [layer, [...funcs].sort((a, b) => sorted[a].rank - sorted[b].rank)])
  );
  const placeOf = new Map([...ranked.values()].flatMap((funcs) => funcs.map((func, place) => [func, place] as const)));
  const callees = sorted.map(({ layer, name }, func) => {
    const below = SCAFFOLD.indexOf(name) + 1;
    if (below > 0 && below < SCAFFOLD.length) {
      return Int32Array.of(indexOf.get(SCAFFOLD[below]) ?? 0);
    }
    const wanted =
      layer === 'scaffold' ? HANDLERS : CALLEES.least + Math.floor(random() ** 2 * (CALLEES.most - CALLEES.least));
    const found = new Set<FuncIndex>(random() < RECURSIVE_PART ? [func] : []);
    for (let i = 0; i < wanted; i++) {
      const to = drawLayer(LAYERS[layer].calls, random);
      const funcs = ranked.get(to) ?? [];
      // Same layer: somewhat further down. Another layer: anywhere in its upper half.
      const place =
        to === layer
          ? (placeOf.get(func) ?? 0) + 1 + Math.floor(0.08 * random() * funcs.length)
          : Math.floor((layer === 'scaffold' ? 0.1 : 0.5) * random() * funcs.length);
      if (place < funcs.length) {
        found.add(funcs[place]);
      }
    }
    return Int32Array.from(found).sort();
  });
  return {
    functions: {
      length: sorted.length,
      name: sorted.map(({ name }) => name),
      file: sorted.map(({ file }) => file),
      line: Int32Array.from(sorted, (_, i) => 10 + ((i * 37) % 900)),
      module: sorted.map(() => 'server'),
      hotLine: new Int32Array(sorted.length).fill(-1),
      hotLineShare: new Float64Array(sorted.length),
    },
    callees,
    root: indexOf.get(SCAFFOLD[0]) ?? 0,
  };
}

const VERBS = 'Apply Build Check Decode Encode Fetch Handle Index Join Load Merge Parse Render Scan Store Walk'.split(
  ' '
);
const NOUNS =
  'Account Batch Cart Entry Frame Header Invoice Line Order Page Quote Record Rule Session Token User'.split(' ');

function drawMethod(index: number, random: () => number): string {
  const verb = VERBS[index % VERBS.length];
  const noun = NOUNS[Math.floor(index / VERBS.length) % NOUNS.length];
  const number = Math.floor(index / (VERBS.length * NOUNS.length));
  const form = random();
  const tail = number === 0 ? '' : String(number);
  return form < 0.45
    ? `(*${noun}${tail}).${verb}`
    : form < 0.8
      ? `${verb}${noun}${tail}`
      : form < 0.9
        ? `(*${noun}${tail}).${verb}.func${1 + (index % 3)}`
        : `${verb}${noun}${tail}[go.shape.int]`;
}

function drawLayer(calls: LayerShape['calls'], random: () => number): Layer {
  let left = random();
  for (const [layer, part] of calls) {
    left -= part;
    if (left < 0) {
      return layer;
    }
  }
  return calls[0][0];
}

/** Weight of one sample: 100 Hz, as Go profiles. */
const QUANTUM = 10_000_000;
const MAX_DEPTH = 96;
/** Part of inner nodes that were also seen on top. */
const INNER_SELF = 0.2;

/**
 * @param nodeCount  exact
 * @returns a valid tree without a sample count, as a flame graph frame gives it: the engine has to recover it
 */
export function syntheticTree(nodeCount: number, seed = 1): CallTree {
  const random = seededRandom(seed);
  const [, functionCount] =
    FUNCTIONS_BY_NODES.find(([nodes]) => nodes >= nodeCount) ?? FUNCTIONS_BY_NODES[FUNCTIONS_BY_NODES.length - 1];
  const { functions, callees, root } = drawProgram(functionCount, random);
  const func = new Int32Array(nodeCount);
  const parent = new Int32Array(nodeCount);
  const depth = new Int32Array(nodeCount);
  const subtreeEnd = new Int32Array(nodeCount);
  const self = new Float64Array(nodeCount);
  const open: NodeIndex[] = [];
  // Depth → index into the callees of the open node there from which the next child is drawn.
  const nextCallee = new Int32Array(MAX_DEPTH + 1);
  let length = 0;
  const close = (keep: number) => {
    while (open.length > keep) {
      subtreeEnd[open.pop() ?? 0] = length;
    }
  };
  const push = (f: FuncIndex) => {
    func[length] = f;
    parent[length] = open.length === 0 ? -1 : open[open.length - 1];
    depth[length] = open.length;
    nextCallee[open.length] = 0;
    open.push(length++);
  };
  push(root);
  while (length < nodeCount) {
    const target = Math.min(MAX_DEPTH - 1, 22 + Math.floor(28 * random() + 16 * random() ** 3));
    let added = 0;
    while (open.length <= target && length < nodeCount) {
      const top = open[open.length - 1];
      const list = callees[func[top]];
      const at = nextCallee[open.length - 1] + (added === 0 ? 0 : skip(list.length, random));
      if (at >= list.length) {
        break;
      }
      nextCallee[open.length - 1] = at + 1;
      push(list[at]);
      added++;
    }
    const leaf = open[open.length - 1];
    if (added > 0) {
      self[leaf] += QUANTUM * (1 + Math.floor(0.7 / (1 - 0.995 * random())));
      if (random() < INNER_SELF) {
        self[open[Math.floor(random() * open.length)]] += QUANTUM;
      }
    }
    // Back to a depth that the next stack shares; where nothing is left to call there, further up.
    let keep = Math.max(3, Math.floor(open.length - 1 - 20 * random() ** 2.2));
    keep = Math.min(keep, open.length - 1);
    while (keep > 0 && nextCallee[keep - 1] >= callees[func[open[keep - 1]]].length) {
      keep--;
    }
    if (keep === 0) {
      throw new Error(`the synthetic program has no more than ${length} call nodes, ${nodeCount} are wanted`);
    }
    close(keep);
  }
  close(0);
  const cum = Float64Array.from(self);
  for (let i = nodeCount - 1; i > 0; i--) {
    cum[parent[i]] += cum[i];
  }
  return {
    length: nodeCount,
    func,
    parent,
    depth,
    subtreeEnd,
    self,
    cum,
    functions,
    unit: 'nanoseconds',
    sampleType: 'cpu',
    total: cum[0],
    sampleCount: null,
    quantum: null,
  };
}

/** How many callees are passed over: callees early in the list are called from most contexts. */
const skip = (listLength: number, random: () => number): number =>
  Math.floor(random() ** 3 * Math.max(1, listLength * 0.6));
