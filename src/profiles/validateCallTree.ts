import { type CallTree } from './callTree';
import { ProfileFormatError } from './profileFormatError';

/** Relative tolerance of sums: rounding of float additions, far below what any tool prints. */
const SUM_TOLERANCE = 1e-9;

/**
 * Checks every promise that {@link CallTree} makes: equal column lengths, pre-order, ranges, depths, conserved weight
 * (`cum` = self + cum of the children; `total` = Σ self). Θ(nodes).
 *
 * @throws ProfileFormatError that names the first node, or the column, that breaks a rule
 */
export function validateCallTree(tree: CallTree): void {
  checkLengths(tree);
  checkShape(tree);
  checkWeights(tree);
}

function fail(where: string, expected: string, found: string | number): never {
  throw new ProfileFormatError({ format: 'call tree', where, expected, found: String(found) });
}

function checkLengths(tree: CallTree): void {
  const { length, functions } = tree;
  for (const column of ['func', 'parent', 'depth', 'subtreeEnd', 'self', 'cum'] as const) {
    if (tree[column].length !== length) {
      fail(`column ${column}`, `${length} values`, tree[column].length);
    }
  }
  for (const column of ['name', 'file', 'line', 'module', 'hotLine', 'hotLineShare'] as const) {
    if (functions[column].length !== functions.length) {
      fail(`function column ${column}`, `${functions.length} values`, functions[column].length);
    }
  }
}

function checkShape({ length, func, parent, depth, subtreeEnd, functions }: CallTree): void {
  const end = new Int32Array(length);
  /** latest node at each depth: in pre-order the parent of a node is the latest one a level up */
  let latest = new Int32Array(64);
  for (let node = 0; node < length; node++) {
    const d = depth[node];
    if (func[node] < 0 || func[node] >= functions.length) {
      fail(`node ${node}`, `a function from 0 to ${functions.length - 1}`, func[node]);
    }
    if (d < 0 || d > (node === 0 ? 0 : depth[node - 1] + 1)) {
      fail(`node ${node}`, 'a depth at most one below the node before it', d);
    }
    const expectedParent = d === 0 ? -1 : latest[d - 1];
    if (parent[node] !== expectedParent) {
      fail(`node ${node}`, `parent ${expectedParent}`, parent[node]);
    }
    if (d >= latest.length) {
      const wider = new Int32Array(2 * latest.length);
      wider.set(latest);
      latest = wider;
    }
    latest[d] = node;
  }
  for (let node = length - 1; node >= 0; node--) {
    end[node] = Math.max(end[node], node + 1);
    if (subtreeEnd[node] !== end[node]) {
      fail(`node ${node}`, `a subtree that ends at ${end[node]}`, subtreeEnd[node]);
    }
    if (parent[node] >= 0) {
      end[parent[node]] = Math.max(end[parent[node]], end[node]);
    }
  }
}

function checkWeights({ length, parent, self, cum, total }: CallTree): void {
  const expected = new Float64Array(length);
  let sum = 0;
  for (let node = length - 1; node >= 0; node--) {
    if (!(self[node] >= 0) || self[node] === Infinity) {
      fail(`node ${node}`, 'a self weight of 0 or more', self[node]);
    }
    sum += self[node];
    expected[node] += self[node];
    if (!nearly(cum[node], expected[node])) {
      fail(`node ${node}`, `cum ${expected[node]} (self and children added)`, cum[node]);
    }
    if (parent[node] >= 0) {
      expected[parent[node]] += expected[node];
    }
  }
  if (!nearly(total, sum)) {
    fail('total', `${sum} (all self weights added)`, total);
  }
}

function nearly(a: number, b: number): boolean {
  return Math.abs(a - b) <= SUM_TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
}
