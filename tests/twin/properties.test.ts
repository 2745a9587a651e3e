/** Laws that hold for any profile (fast-check): what must not change an answer does not. */
import * as fc from 'fast-check';
import { analyze, computeFunctionCounts, type Analysis } from '../../src/analysis';
import type { CallTree } from '../../src/profiles/callTree';
import { mergeCallTrees } from '../../src/profiles/mergeCallTrees';
import type { TwinStack } from './objectEngine';
import { anyStack, anyStacks, roleOf, treeOf } from './randomStacks';

const RUNS = { numRuns: 40, seed: 33 };
const OPTIONS = {
  ownedPrefixes: ['example.com/shop/', 'example.net/shop/'],
  thresholds: { minSamplesProfile: 1, minSamplesRow: 1 },
  maxRows: 100,
};

const analyzed = (tree: CallTree): Analysis => analyze(tree, OPTIONS);

/** What a reader acts on; savings to the sixth digit, as sums of other order differ in the last ones. */
const answers = ({ rows, verdict }: Analysis) => [
  verdict,
  ...rows.map(({ id, verdict: own, layer, site, saving }) => [
    id,
    own,
    layer,
    site?.name ?? null,
    saving === null ? null : [saving.p10, saving.p50, saving.p90].map((share) => Math.round(share * 1e6)),
  ]),
];

const check = (law: (stacks: readonly TwinStack[]) => void) => fc.assert(fc.property(anyStacks, law), RUNS);

it('conserves weight: selfs add up to the total, and nothing is wider than the whole', () => {
  check((stacks) => {
    const tree = treeOf(stacks);
    const { self, cum } = computeFunctionCounts(tree);
    expect(self.reduce((a, b) => a + b, 0)).toBe(tree.total);
    for (let func = 0; func < self.length; func++) {
      expect(self[func]).toBeLessThanOrEqual(cum[func]);
      expect(cum[func]).toBeLessThanOrEqual(tree.total);
    }
  });
});

it('answers alike whatever the unit of the weights', () => {
  check((stacks) => {
    expect(answers(analyzed(treeOf(stacks, 'nanoseconds', 'cpu', 1e7)))).toEqual(
      answers(analyzed(treeOf(stacks, 'microseconds', 'cpu', 1e4)))
    );
  });
});

it('answers alike whatever the order of the stacks', () => {
  fc.assert(
    fc.property(
      anyStacks.chain((stacks) =>
        fc.tuple(fc.constant(stacks), fc.shuffledSubarray([...stacks], { minLength: stacks.length }))
      ),
      ([stacks, shuffled]) => {
        expect(analyzed(treeOf(shuffled))).toEqual(analyzed(treeOf(stacks)));
      }
    ),
    RUNS
  );
});

it('answers alike when a stack comes in two parts', () => {
  check((stacks) => {
    const doubled = stacks.map(({ names, weight }) => ({ names, weight: 2 * weight }));
    expect(analyzed(treeOf([...stacks, ...stacks]))).toEqual(analyzed(treeOf(doubled)));
  });
});

it('answers alike for the merge of two profiles and for the profile of both', () => {
  fc.assert(
    fc.property(anyStacks, anyStacks, (one, other) => {
      expect(analyzed(mergeCallTrees([treeOf(one), treeOf(other)]))).toEqual(analyzed(treeOf([...one, ...other])));
    }),
    RUNS
  );
});

it('answers alike when the service has another name', () => {
  const renamed = (text: string) => text.replaceAll('example.com/', 'example.net/');
  check((stacks) => {
    const moved = stacks.map(({ names, weight }) => ({ names: names.map(renamed), weight }));
    expect(answers(analyzed(treeOf(moved)))).toEqual(
      JSON.parse(renamed(JSON.stringify(answers(analyzed(treeOf(stacks))))))
    );
  });
});

it('gives the time of a preemption artefact to the frame that it interrupted', () => {
  check((stacks) => {
    const clean = stacks.map(({ names, weight }) => ({
      names: names.filter((name) => roleOf(name) !== 'artefact'),
      weight,
    }));
    // A frame without a name is not interrupted here: the artefact's name would make its time known.
    const isKnown = (names: readonly string[]) => roleOf(names[names.length - 1]) !== 'nameless';
    const interrupted = clean.map(({ names, weight }, i) => ({
      names: i % 2 === 0 && isKnown(names) ? [...names, 'runtime.asyncPreempt'] : names,
      weight,
    }));
    expect(answers(analyzed(treeOf(interrupted)))).toEqual(answers(analyzed(treeOf(clean))));
  });
});

it('answers alike when every owned function calls itself once more', () => {
  check((stacks) => {
    const recursive = stacks.map(({ names, weight }) => ({
      names: names.flatMap((name) => (roleOf(name) === 'owned' ? [name, name] : [name])),
      weight,
    }));
    expect(answers(analyzed(treeOf(recursive)))).toEqual(answers(analyzed(treeOf(stacks))));
  });
});

it('changes nothing but the way to a new leaf', () => {
  fc.assert(
    fc.property(anyStacks, anyStack, fc.integer({ min: 1, max: 50 }), (stacks, { names }, weight) => {
      const before = treeOf(stacks);
      const after = treeOf([...stacks, { names: [...names, 'example.com/shop/new.Leaf'], weight }]);
      const [was, is] = [computeFunctionCounts(before), computeFunctionCounts(after)];
      after.functions.name.forEach((name, func) => {
        const old = before.functions.name.indexOf(name);
        const onPath = names.includes(name) || name === 'example.com/shop/new.Leaf';
        expect([name, is.cum[func]]).toEqual([name, (old < 0 ? 0 : was.cum[old]) + (onPath ? weight * 1e7 : 0)]);
        if (name !== 'example.com/shop/new.Leaf') {
          expect([name, is.self[func]]).toEqual([name, old < 0 ? 0 : was.self[old]]);
        }
      });
    }),
    RUNS
  );
});

it('answers alike however long the service waits (wall)', () => {
  fc.assert(
    fc.property(anyStacks, fc.integer({ min: 1, max: 5_000 }), (stacks, weight) => {
      const python = (names: readonly string[]) => names.map((name) => `app/${name.replace(/\W+/g, '_')}.py:-1 - run`);
      const busy = stacks.map((stack) => ({ ...stack, names: python(stack.names) }));
      const waiting = [...busy, { names: ['selectors.py:-1 - select'], weight }];
      const rows = (all: readonly TwinStack[]) => {
        const [, ...rest] = answers(analyzed(treeOf(all, 'nanoseconds', 'wall')));
        return rest;
      };
      expect(rows(waiting)).toEqual(rows(busy));
    }),
    RUNS
  );
});
