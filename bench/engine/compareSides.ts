/** Warm runs of the two sides in turn, each in its own process; while one runs, the other waits for its turn. */
import { startSide, type RunningSide } from './processes';
import type { CoreFacts, CoreWork, EngineFacts, EngineWork, Run, WarmResult } from './protocol';

interface Comparison {
  readonly nodes: number;
  readonly rounds: number;
  readonly root: string;
  /** bundle of the core flame graph's code */
  readonly opponent: string;
  /** runs of its sandwiches, 0 = left out */
  readonly sandwichRuns: number;
}

export async function compareSides(
  child: string,
  { nodes, rounds, root, opponent, sandwichRuns }: Comparison
): Promise<WarmResult> {
  const core = await startSide<CoreWork, CoreFacts>(child, {
    kind: 'core',
    nodes,
    root,
    opponent,
    withSandwiches: sandwichRuns > 0,
  });
  try {
    const engine = await startSide<EngineWork, EngineFacts>(child, { kind: 'engine', nodes });
    try {
      const runs = await takeTurns(engine, core, { rounds, sandwichRuns });
      return { ...core.facts, ...engine.facts, runs };
    } finally {
      engine.stop();
    }
  } finally {
    // A side that waits for its turn would keep the benchmark alive for ever.
    core.stop();
  }
}

async function takeTurns(
  engine: RunningSide<EngineWork, EngineFacts>,
  core: RunningSide<CoreWork, CoreFacts>,
  { rounds, sandwichRuns }: Pick<Comparison, 'rounds' | 'sandwichRuns'>
): Promise<WarmResult['runs']> {
  const runs: Record<EngineWork | CoreWork, Run[]> = {
    pass: [],
    analysis: [],
    neighbours: [],
    opponent: [],
    opponentEnum: [],
    sandwiches: [],
  };
  for (let round = 0; round < rounds; round++) {
    runs.analysis.push(await engine.measure('analysis'));
    runs.opponent.push(await core.measure('opponent'));
  }
  // Beside the turns: V8 forgets the shapes of a run's objects, and the code made for them, after three collections without
  // another run. A page does not collect three times between two refreshes.
  for (let round = 0; round < rounds; round++) {
    runs.pass.push(await engine.measure('pass'));
  }
  for (let round = 0; round < rounds; round++) {
    runs.neighbours.push(await engine.measure('neighbours'));
  }
  for (let run = 0; run < Math.max(1, sandwichRuns); run++) {
    runs.opponentEnum.push(await core.measure('opponentEnum'));
  }
  for (let run = 0; run < sandwichRuns; run++) {
    runs.sandwiches.push(await core.measure('sandwiches'));
  }
  return runs;
}
