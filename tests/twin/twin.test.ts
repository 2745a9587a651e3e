/** The engine's columns and the slow twin's answers on random trees: the same numbers for every node and function. */
import * as fc from 'fast-check';
import { anchorsOfFunction } from '../../src/analysis/anchors';
import { buildContext } from '../../src/analysis/analyze';
import type { AnalysisContext } from '../../src/analysis/context';
import { calleesOf, ownedCallers } from '../../src/analysis/neighbours';
import {
  cumOf,
  cumOfFunction,
  growTree,
  nodeAt,
  ObjectEngine,
  pathOf,
  selfOfFunction,
  withoutIdleStacks,
  type TwinStack,
} from './objectEngine';
import { anyStacks, namesTo, roleOf, treeOf } from './randomStacks';

const SCALE = 1e7;
const RUNS = { numRuns: 100, seed: 20 };
/** Owned code stands in one module, which is not left to inference on trees where libraries may be wider. */
const OPTIONS = { ownedPrefixes: ['example.com/shop/'] };

function both(stacks: readonly TwinStack[]): {
  context: AnalysisContext;
  twin: ObjectEngine;
  names: readonly string[];
} {
  const tree = treeOf(stacks, 'nanoseconds', 'cpu', SCALE);
  return {
    context: buildContext(tree, OPTIONS),
    twin: new ObjectEngine(growTree(stacks), roleOf),
    names: tree.functions.name,
  };
}

const scaled = (sums: ReadonlyMap<string, number>): Array<[string, number]> =>
  [...sums]
    .filter(([, weight]) => weight > 0)
    .map(([name, weight]): [string, number] => [name, weight * SCALE])
    .sort();

const named = (names: readonly string[], weights: ReadonlyMap<number, number>): Array<[string, number]> =>
  [...weights]
    .filter(([, weight]) => weight > 0)
    .map(([func, weight]): [string, number] => [func < 0 ? '' : names[func], weight])
    .sort();

const check = (law: (stacks: readonly TwinStack[]) => void) => fc.assert(fc.property(anyStacks, law), RUNS);

it('counts self and cum of nodes and functions alike, each stack once', () => {
  check((stacks) => {
    const { context, twin, names } = both(stacks);
    const { tree, counts } = context;
    for (let node = 0; node < tree.length; node++) {
      const own = nodeAt(twin.root, namesTo(tree, node));
      expect([tree.self[node], tree.cum[node]]).toEqual([own.self * SCALE, cumOf(own) * SCALE]);
    }
    names.forEach((name, func) =>
      expect([name, counts.self[func], counts.cum[func]]).toEqual([
        name,
        selfOfFunction(twin.root, name) * SCALE,
        cumOfFunction(twin.root, name) * SCALE,
      ])
    );
  });
});

it('finds the same callees, and the same owned callers, of every function', () => {
  check((stacks) => {
    const { context, twin, names } = both(stacks);
    names.forEach((name, func) => {
      expect(named(names, calleesOf(context, func))).toEqual(scaled(twin.callees(name)));
      expect(named(names, ownedCallers(context, anchorsOfFunction(context, func)))).toEqual(
        scaled(twin.ownedCallers(name))
      );
    });
  });
});

it('projects every node to the same owned frame and the same call', () => {
  check((stacks) => {
    const { context, twin } = both(stacks);
    const { tree, projection, counts } = context;
    const place = (node: number) => (node < 0 ? null : tree.depth[node]);
    /** Depth of the call that a node stands in; the engine keeps it for nodes with weight. */
    const callAt = (k: number) => place(projection.lib[k] < 0 ? -1 : projection.libNodes[projection.lib[k]]);
    for (let node = 0; node < tree.length; node++) {
      const own = nodeAt(twin.root, namesTo(tree, node));
      const depthOf = (one: typeof own | null) => (one === null ? null : pathOf(one).length - 1);
      const k = counts.weighted.indexOf(node);
      expect([namesTo(tree, node), place(projection.owned[node]), ...(k < 0 ? [] : [callAt(k)])]).toEqual([
        namesTo(tree, node),
        depthOf(twin.owned(own)),
        ...(k < 0 ? [] : [depthOf(twin.called(own))]),
      ]);
    }
  });
});

it('splits the exclusive cost of owned functions into the same parts, and brings the same weight to what they call', () => {
  check((stacks) => {
    const { context, twin, names } = both(stacks);
    const { tree, projection, exclusive } = context;
    names.forEach((name, func) => {
      if (roleOf(name) === 'owned') {
        const { own, support, library } = twin.exclusive(name);
        expect([name, exclusive.own[func], exclusive.support[func], exclusive.library[func]]).toEqual([
          name,
          own * SCALE,
          support * SCALE,
          library * SCALE,
        ]);
      }
    });
    const brought = new Map<string, Map<number, number>>();
    const { entries } = exclusive;
    for (let k = 0; k < entries.length; k++) {
      const entry = entries.nodes[k];
      const name = names[tree.func[entry]];
      const callers = brought.get(name) ?? new Map<number, number>();
      brought.set(name, callers);
      const caller = tree.func[projection.owned[entry]];
      callers.set(caller, (callers.get(caller) ?? 0) + entries.weights[k]);
    }
    const flat = [...brought].map(([name, callers]) => [name, named(names, callers)]).sort();
    expect(flat).toEqual([...twin.brought()].map(([name, callers]) => [name, scaled(callers)]).sort());
  });
});

it('sets the same idle weight aside', () => {
  const idle = [':(idle)', 'selectors.py:-1 - select'];
  const stacks = (name: string): TwinStack[] => [
    { names: ['app/a.py:-1 - run', name], weight: 7 },
    { names: ['app/a.py:-1 - run', 'app/b.py:-1 - work'], weight: 3 },
    { names: [name], weight: 2 },
  ];
  const isIdle = (name: string) => (idle.includes(name) ? 'idle' : 'owned');
  const { tree } = buildContext(treeOf(stacks(idle[1]), 'nanoseconds', 'wall'), {});
  const twin = growTree(withoutIdleStacks(stacks(idle[1]), isIdle));
  for (let node = 0; node < tree.length; node++) {
    const own = nodeAt(twin, namesTo(tree, node));
    expect([tree.self[node], tree.cum[node]]).toEqual([own.self * SCALE, cumOf(own) * SCALE]);
  }
  expect(tree.total).toBe(3 * SCALE);
});
