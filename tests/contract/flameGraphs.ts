/** Nodes of flame graphs by depth and name, from each form in which the server draws them. */

export interface FlameGraphJson {
  readonly names: readonly string[];
  readonly levels: ReadonlyArray<{ readonly values: readonly string[] }>;
}

/** Totals summed per depth and name; the root (depth 0) holds the total of the whole. One number for each side. */
export type NodeTotals = ReadonlyMap<string, readonly number[]>;

/** Smaller nodes depend on where the server cut its blocks. */
const SHARE = 0.01;

/** Four numbers a node: gap, total, self, name. */
export const flameGraphNodes = (graph: FlameGraphJson): NodeTotals => nodesOf(graph, 4, [1]);
/** Seven numbers a node: gap, total, self of each side, name. */
export const diffNodes = (graph: FlameGraphJson): NodeTotals => nodesOf(graph, 7, [1, 4]);

function nodesOf({ names, levels }: FlameGraphJson, width: number, totalsAt: readonly number[]): NodeTotals {
  const nodes = new Map<string, number[]>();
  levels.forEach(({ values }, depth) => {
    for (let i = 0; i < values.length; i += width) {
      const totals = totalsAt.map((at) => Number(values[i + at]));
      addTo(nodes, depth, names[Number(values[i + width - 1])] ?? '', totals);
    }
  });
  return nodes;
}

function addTo(nodes: Map<string, number[]>, depth: number, name: string, totals: readonly number[]): void {
  const key = `${depth} ${depth === 0 ? 'total' : name}`;
  const known = nodes.get(key);
  nodes.set(key, known ? known.map((total, i) => total + totals[i]!) : [...totals]);
}

/** @param base64 pre-order: length and bytes of the name, self, number of children */
export function treeNodes(base64: string): NodeTotals {
  const bytes = Buffer.from(base64, 'base64');
  let at = 0;
  const varint = (): number => {
    let [value, factor] = [0, 1];
    for (let byte = 0x80; byte >= 0x80; factor *= 0x80) {
      byte = bytes[at++]!;
      value += (byte & 0x7f) * factor;
    }
    return value;
  };
  const nodes = new Map<string, number[]>();
  const read = (depth: number): number => {
    const end = varint() + at;
    const name = bytes.toString('utf8', at, end);
    at = end;
    let total = varint();
    for (let children = varint(); children > 0; children--) {
      total += read(depth + 1);
    }
    addTo(nodes, depth, name, [total]);
    return total;
  };
  read(0);
  return nodes;
}

/**
 * Totals, and nodes that are large on either side of either graph, `other` aside.
 *
 * @param slack  share of the whole by which a node may differ; the whole itself may not
 */
export function differentNodes(found: NodeTotals, expected: NodeTotals, slack = 0): string[] {
  const whole = expected.get('0 total') ?? [];
  const isLarge = (totals: readonly number[] | undefined): boolean =>
    totals !== undefined && totals.some((total, i) => total > 0 && total >= SHARE * whole[i]!);
  const keys = [...new Set([...expected.keys(), ...found.keys()])].filter(
    (key) => key === '0 total' || (!key.endsWith(' other') && (isLarge(expected.get(key)) || isLarge(found.get(key))))
  );
  const zeros = whole.map(() => 0);
  return keys.flatMap((key) => {
    const [a, b] = [found.get(key) ?? zeros, expected.get(key) ?? zeros];
    const allowed = key === '0 total' ? 0 : slack;
    return b.every((total, i) => Math.abs(total - a[i]!) <= allowed * whole[i]!)
      ? []
      : [`${key}: ${a.join(' and ')}, expected ${b.join(' and ')}`];
  });
}
