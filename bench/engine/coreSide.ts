/** The side of Grafana's flame graph, and the proof that both sides answer the same question. */
import { buildContext } from '../../src/analysis/analyze';
import { assertSameSandwiches, assertSameTopTable, hottestOf } from './agreement';
import type { Side } from './engineSide';
import { held, settle, time } from './measuring';
import { loadOpponent, type FlameGraphData, type Opponent } from './opponent';
import type { Agreement, CoreFacts, CoreJob, CoreWork } from './protocol';
import { syntheticTree } from './syntheticTree';

const MOST_WARM_UP_RUNS = 5;

function runOpponent(opponent: Opponent, frame: unknown) {
  const data = opponent.createData(frame);
  data.getLevels();
  data.getCollapsedMap();
  return { data, table: opponent.buildTopTable(data) };
}

const drawSandwiches = (data: FlameGraphData, labels: readonly string[]): unknown =>
  labels.map((label) => data.getSandwichLevels(label));

/** @throws Error where table or sandwiches of the two sides differ */
export async function prepareCore({
  nodes,
  root,
  opponent: bundle,
  withSandwiches,
}: CoreJob): Promise<Side<CoreWork, CoreFacts>> {
  const opponent = loadOpponent(root, bundle);
  const { frame, enumFrame, labels, compared } = agree(opponent, nodes, withSandwiches);
  for (let run = 0; run < Math.max(2, Math.min(MOST_WARM_UP_RUNS, Math.round(1_000_000 / nodes) - 1)); run++) {
    held.result = runOpponent(opponent, frame);
  }
  let drawn: FlameGraphData | null = null;
  await settle();
  return {
    facts: { version: opponent.version, compared },
    work: {
      opponent: () => time(() => runOpponent(opponent, frame)),
      opponentEnum: () => time(() => runOpponent(opponent, enumFrame)),
      sandwiches: () => {
        const data = (drawn ??= runOpponent(opponent, frame).data);
        return time(() => drawSandwiches(data, labels));
      },
    },
  };
}

/** In a scope of its own: tree and context are not held while the core is measured. */
function agree(opponent: Opponent, nodes: number, withSandwiches: boolean) {
  const tree = syntheticTree(nodes);
  const context = buildContext(tree, {});
  const frame = opponent.createFrame(tree, 'string');
  const enumFrame = opponent.createFrame(tree, 'enum');
  const hottest = hottestOf(context);
  const { data, table } = runOpponent(opponent, frame);
  assertSameTopTable(context, table);
  const compared: Agreement | null = withSandwiches ? assertSameSandwiches(context, data, hottest) : null;
  return { frame, enumFrame, labels: hottest.map((func) => tree.functions.name[func]), compared };
}
