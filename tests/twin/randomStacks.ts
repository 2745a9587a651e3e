/** Stacks for properties: few functions in Go's naming, so that paths meet, functions recur and every role occurs. */
import * as fc from 'fast-check';
import type { CallTree } from '../../src/profiles/callTree';
import { CallTreeBuilder } from '../../src/profiles/callTreeBuilder';
import type { Role, TwinStack } from './objectEngine';

export const ROLES: Readonly<Record<string, Role>> = {
  'runtime.goexit': 'scaffold',
  'example.com/shop/api.Serve': 'owned',
  'example.com/shop/api.Checkout': 'owned',
  'example.com/shop/api.Browse': 'owned',
  'example.com/shop/cart.(*Cart).Total': 'owned',
  'example.com/shop/rules.Apply': 'owned',
  'example.com/shop/rules.walk': 'owned',
  'example.com/shop/store.Load': 'owned',
  'encoding/json.Marshal': 'library',
  'encoding/json.(*encodeState).marshal': 'library',
  'strings.ToLower': 'library',
  'net/http.serverHandler.ServeHTTP': 'library',
  'runtime.memmove': 'runtime',
  'runtime.mapaccess1': 'runtime',
  'runtime.asyncPreempt': 'artefact',
  'runtime.epollwait': 'runtime',
  '[unknown]': 'nameless',
};

export const roleOf = (name: string): Role => ROLES[name];

const NAMES = Object.keys(ROLES);

/** Owned and library names more often than the rest. */
const anyName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NAMES.filter((name) => ROLES[name] === 'owned')) },
  { weight: 3, arbitrary: fc.constantFrom(...NAMES) }
);

/** The nearest to what profilers write: an artefact and a nameless frame are leaves. */
const isLeafOnly = (name: string) => ROLES[name] === 'artefact' || ROLES[name] === 'nameless';

export const anyStack: fc.Arbitrary<TwinStack> = fc.record({
  names: fc
    .array(anyName, { minLength: 1, maxLength: 9 })
    .map((names) => names.filter((name, i) => i === names.length - 1 || !isLeafOnly(name)))
    .map((names) => (isLeafOnly(names[0]) ? ['runtime.goexit', ...names] : names)),
  weight: fc.integer({ min: 1, max: 40 }),
});

export const anyStacks: fc.Arbitrary<readonly TwinStack[]> = fc.array(anyStack, { minLength: 1, maxLength: 40 });

export function treeOf(stacks: readonly TwinStack[], unit = 'nanoseconds', sampleType = 'cpu', scale = 1e7): CallTree {
  const builder = new CallTreeBuilder();
  for (const { names, weight } of stacks) {
    builder.addStack(
      names.map((name) => ({ name })),
      weight * scale,
      weight
    );
  }
  return builder.build({ unit, sampleType });
}

/** Names on the way to a node, root first. */
export function namesTo({ parent, func, functions }: CallTree, node: number): string[] {
  const names: string[] = [];
  for (let at = node; at >= 0; at = parent[at]) {
    names.unshift(functions.name[func[at]]);
  }
  return names;
}
