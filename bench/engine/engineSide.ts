/** The engine's side of a comparison: it warms up, then does what it is asked for, one run at a time. */
import { analyze, buildContext } from '../../src/analysis/analyze';
import type { CallTree } from '../../src/profiles/callTree';
import { hottestOf, readNeighbours } from './agreement';
import { held, heldBy, settle, time } from './measuring';
import type { EngineFacts, EngineWork, Run } from './protocol';
import { syntheticTree } from './syntheticTree';

export interface Side<Work extends string, Facts> {
  readonly facts: Facts;
  readonly work: Readonly<Record<Work, () => Run>>;
}

export async function prepareEngine(nodes: number): Promise<Side<EngineWork, EngineFacts>> {
  const tree = syntheticTree(nodes);
  held.result = buildContext(tree, {});
  const bytesPerNode = (await heldBy(() => buildContext(tree, {}))) / nodes;
  const treeBytesPerNode = (await heldBy(() => copyOf(tree))) / nodes;
  const context = buildContext(tree, {});
  const hottest = hottestOf(context);
  for (let run = 0; run < Math.max(10, Math.min(30, Math.round(1_000_000 / nodes))); run++) {
    held.result = analyze(tree);
    held.result = readNeighbours(context, hottest);
    timePass(tree);
  }
  await settle();
  return {
    facts: { functions: tree.functions.length, bytesPerNode, treeBytesPerNode },
    work: {
      pass: () => timePass(tree),
      analysis: () => time(() => analyze(tree)),
      neighbours: () => time(() => readNeighbours(context, hottest)),
    },
  };
}

/** A pass is too short for the clock in small trees: it is repeated until a million nodes are gone through. */
function timePass({ length, parent, self }: CallTree): Run {
  const sums = new Float64Array(length);
  const repeats = Math.max(1, Math.round(1_000_000 / length));
  const { ms, cpuMs } = time(() => {
    for (let r = 0; r < repeats; r++) {
      for (let i = length - 1; i > 0; i--) {
        sums[parent[i]] += self[i];
      }
    }
    return sums;
  });
  return { ms: ms / repeats, cpuMs: cpuMs / repeats };
}

const copyOf = ({ func, parent, depth, subtreeEnd, self, cum }: CallTree) =>
  [func, parent, depth, subtreeEnd, self, cum].map((column) => column.slice());
