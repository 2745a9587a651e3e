/**
 * Two call trees side by side, as `Diff` draws them: every node of either, with zeros where it is missing. Nodes that
 * are large in neither are folded into `other` of their parent.
 */
import { compareText } from '../promql/labels';
import { OTHER, smallestKeptTotal, type FunctionTree } from './functionTree';

export interface FlameGraphDiff {
  readonly names: readonly string[];
  /** per level, 7 numbers a node: gap, total, self of the left tree, the same of the right one, index of the name */
  readonly levels: ReadonlyArray<readonly number[]>;
  readonly total: number;
  readonly maxSelf: number;
  readonly leftTicks: number;
  readonly rightTicks: number;
}

interface Side {
  readonly tree: FunctionTree;
  readonly totals: Float64Array;
  readonly childrenByName: ReadonlyArray<ReadonlyMap<string, number>>;
}

interface Box {
  readonly x: number;
  readonly total: number;
  readonly self: number;
}

interface DrawnPair {
  readonly name: string;
  readonly left: Box;
  readonly right: Box;
}

/** A node of the left tree beside its namesake of the right one; −1 = not there. */
interface Pending {
  readonly name: string;
  readonly level: number;
  readonly nodes: readonly [number, number];
  readonly boxes: readonly [Box, Box];
}

/** @param maxNodes nodes of the larger totals that are kept; 0 = all */
export function buildFlameGraphDiff(
  left: FunctionTree,
  right: FunctionTree,
  nameOf: (id: number) => string,
  maxNodes: number
): FlameGraphDiff {
  const sides = [sideOf(left, nameOf), sideOf(right, nameOf)] as const;
  const smallest = maxNodes === 0 ? 0 : smallestKeptTotal(largerTotals(sides), maxNodes - 1); // the root counts here
  const names: string[] = [];
  const nameIndex = new Map<string, number>();
  const levels: DrawnPair[][] = [];
  const pending: Pending[] = [
    { name: 'total', level: 0, nodes: [0, 0], boxes: [rootBox(sides[0]), rootBox(sides[1])] },
  ];
  let maxSelf = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { name, level, nodes, boxes } = next;
    if (!nameIndex.has(name)) {
      nameIndex.set(name, names.length);
      names.push(name);
    }
    maxSelf = Math.max(maxSelf, boxes[0].self, boxes[1].self);
    (levels[level] ??= []).push({ name, left: boxes[0], right: boxes[1] });
    pending.push(...childrenOf(sides, nodes, boxes, smallest).map((child) => ({ ...child, level: level + 1 })));
  }
  const ticks = [sides[0].totals[0]!, sides[1].totals[0]!] as const;
  return {
    names,
    levels: levels.map((pairs) => encodeLevel(pairs.reverse(), nameIndex)),
    total: ticks[0] + ticks[1],
    maxSelf,
    leftTicks: ticks[0],
    rightTicks: ticks[1],
  };
}

function sideOf(tree: FunctionTree, nameOf: (id: number) => string): Side {
  const childrenByName: Array<Map<string, number>> = tree.ids.map(() => new Map());
  for (let node = 1; node < tree.ids.length; node++) {
    childrenByName[tree.parents[node]!]!.set(nameOf(tree.ids[node]!), node);
  }
  return { tree, totals: tree.totals(), childrenByName };
}

/** Per pair of nodes, the larger total; the root first. */
function largerTotals(sides: readonly [Side, Side]): Float64Array {
  const larger: number[] = [];
  const pending: Array<readonly [number, number]> = [[0, 0]];
  for (let nodes = pending.pop(); nodes; nodes = pending.pop()) {
    const pair = nodes;
    larger.push(Math.max(totalOf(sides[0], pair[0]), totalOf(sides[1], pair[1])));
    for (const name of namesBelow(sides, pair)) {
      pending.push([childOf(sides[0], pair[0], name), childOf(sides[1], pair[1], name)]);
    }
  }
  return Float64Array.from(larger);
}

const totalOf = (side: Side, node: number): number => (node < 0 ? 0 : side.totals[node]!);
const childOf = (side: Side, node: number, name: string): number =>
  node < 0 ? -1 : (side.childrenByName[node]!.get(name) ?? -1);
const rootBox = (side: Side): Box => ({ x: 0, total: side.totals[0]!, self: side.tree.self[0]! });

function namesBelow(sides: readonly [Side, Side], nodes: readonly [number, number]): string[] {
  const names = sides.flatMap((side, i) => (nodes[i]! < 0 ? [] : [...side.childrenByName[nodes[i]!]!.keys()]));
  return [...new Set(names)].sort(compareText);
}

/** Children in the order of their names, `other` last. */
function childrenOf(
  sides: readonly [Side, Side],
  nodes: readonly [number, number],
  boxes: readonly [Box, Box],
  smallest: number
): Array<Omit<Pending, 'level'>> {
  const children: Array<Omit<Pending, 'level'>> = [];
  const x = boxes.map((box) => box.x + box.self) as [number, number];
  const folded = [0, 0] as [number, number];
  for (const name of namesBelow(sides, nodes)) {
    const below = [childOf(sides[0], nodes[0], name), childOf(sides[1], nodes[1], name)] as const;
    const totals = [totalOf(sides[0], below[0]), totalOf(sides[1], below[1])] as const;
    if (name === OTHER || Math.max(...totals) < smallest) {
      folded[0] += totals[0];
      folded[1] += totals[1];
      continue;
    }
    const box = (i: 0 | 1): Box => ({
      x: x[i],
      total: totals[i],
      self: below[i] < 0 ? 0 : sides[i].tree.self[below[i]]!,
    });
    children.push({ name, nodes: below, boxes: [box(0), box(1)] });
    x[0] += totals[0];
    x[1] += totals[1];
  }
  if (folded[0] > 0 || folded[1] > 0) {
    const box = (i: 0 | 1): Box => ({ x: x[i], total: folded[i], self: folded[i] });
    children.push({ name: OTHER, nodes: [-1, -1], boxes: [box(0), box(1)] });
  }
  return children;
}

function encodeLevel(pairs: readonly DrawnPair[], nameIndex: ReadonlyMap<string, number>): number[] {
  const ends = { left: 0, right: 0 };
  const encode = (side: 'left' | 'right', { x, total, self }: Box): number[] => {
    const gap = x - ends[side];
    ends[side] = x + total;
    return [gap, total, self];
  };
  return pairs.flatMap(({ name, left, right }) => [
    ...encode('left', left),
    ...encode('right', right),
    nameIndex.get(name)!,
  ]);
}

/** How protojson writes it: 64-bit numbers as text, zeros absent. */
export function flameGraphDiffJson({ names, levels, ...numbers }: FlameGraphDiff): unknown {
  return {
    names,
    levels: levels.map((values) => ({ values: values.map(String) })),
    ...Object.fromEntries(Object.entries(numbers).flatMap(([key, value]) => (value > 0 ? [[key, String(value)]] : []))),
  };
}
