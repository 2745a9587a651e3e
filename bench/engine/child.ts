/**
 * The measuring side, in a process of its own: bundled (tsx wraps every closure to keep its name, which is slower than
 * what a browser runs), started with `--expose-gc`, cold where that is the point.
 */
import inspector from 'node:inspector/promises';
import { analyze, buildContext } from '../../src/analysis/analyze';
import type { CallTree } from '../../src/profiles/callTree';
import { assertSameSandwiches, assertSameTopTable, hottestOf, readNeighbours } from './agreement';
import { loadOpponent, type FlameGraphData, type Opponent } from './opponent';
import type { ColdResult, Job, ProfileResult, Run, WarmJob, WarmResult } from './protocol';
import { syntheticTree } from './syntheticTree';

const PAUSE_MS = 300;

/** Straight after a collection everything is up to 1.6 times slower: the collector's threads are still sweeping. */
async function settle(): Promise<void> {
  globalThis.gc?.();
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

/** The last result: what is measured must not be collected, or optimised away, before the clock has stopped. */
const held: { result: unknown } = { result: null };

/** One run; its result outlives the clock. */
function time(work: () => unknown): Run {
  const cpu = process.cpuUsage();
  const start = performance.now();
  held.result = work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  return { ms, cpuMs: (user + system) / 1000 };
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

function runOpponent(opponent: Opponent, frame: unknown) {
  const data = opponent.createData(frame);
  data.getLevels();
  data.getCollapsedMap();
  return { data, table: opponent.buildTopTable(data) };
}

function drawSandwiches(data: FlameGraphData, labels: readonly string[]): unknown {
  return labels.map((label) => data.getSandwichLevels(label));
}

async function measureWarm({ nodes, rounds, root, opponent: bundle, sandwichRuns }: WarmJob): Promise<WarmResult> {
  const tree = syntheticTree(nodes);
  held.result = buildContext(tree, {});
  const bytesPerNode = (await heldBy(() => buildContext(tree, {}))) / nodes;
  const treeBytesPerNode = (await heldBy(() => copyOf(tree))) / nodes;
  const opponent = loadOpponent(root, bundle);
  const frame = opponent.createFrame(tree, 'string');
  const enumFrame = opponent.createFrame(tree, 'enum');
  const context = buildContext(tree, {});
  const hottest = hottestOf(context);
  assertSameTopTable(context, runOpponent(opponent, frame).table);
  const warmUp = Math.max(3, Math.min(30, Math.round(1_000_000 / nodes)));
  for (let run = 0; run < warmUp; run++) {
    held.result = analyze(tree);
    held.result = readNeighbours(context, hottest);
    timePass(tree);
  }
  for (let run = 0; run < Math.min(5, warmUp - 1); run++) {
    held.result = runOpponent(opponent, frame);
  }
  const result: Record<keyof WarmResult['runs'], Run[]> = {
    analysis: [],
    pass: [],
    neighbours: [],
    opponent: [],
    opponentEnum: [],
    sandwiches: [],
  };
  for (let run = 0; run < rounds; run++) {
    held.result = null;
    await settle();
    result.pass.push(timePass(tree));
    await settle();
    result.analysis.push(time(() => analyze(tree)));
    held.result = null;
    await settle();
    result.neighbours.push(time(() => readNeighbours(context, hottest)));
    held.result = null;
    await settle();
    result.opponent.push(time(() => runOpponent(opponent, frame)));
  }
  for (let run = 0; run < Math.max(1, sandwichRuns); run++) {
    held.result = null;
    await settle();
    result.opponentEnum.push(time(() => runOpponent(opponent, enumFrame)));
  }
  held.result = null;
  let compared: WarmResult['compared'] = null;
  if (sandwichRuns > 0) {
    const { data } = runOpponent(opponent, frame);
    const labels = hottest.map((func) => tree.functions.name[func]);
    for (let run = 0; run < sandwichRuns; run++) {
      held.result = null;
      await settle();
      result.sandwiches.push(time(() => drawSandwiches(data, labels)));
    }
    held.result = null;
    compared = assertSameSandwiches(context, data, hottest);
  }
  return {
    functions: tree.functions.length,
    runs: result,
    compared,
    bytesPerNode,
    treeBytesPerNode,
    opponentVersion: opponent.version,
  };
}

const copyOf = ({ func, parent, depth, subtreeEnd, self, cum }: CallTree) =>
  [func, parent, depth, subtreeEnd, self, cum].map((column) => column.slice());

/** Bytes that the result of `work` keeps alive. */
async function heldBy(work: () => unknown): Promise<number> {
  const used = () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  held.result = null;
  await settle();
  const before = used();
  held.result = work();
  await settle();
  return used() - before;
}

function measureCold(nodes: number): ColdResult {
  const tree = syntheticTree(nodes);
  return time(() => analyze(tree));
}

const SAMPLING_US = 200;

/** Where warm analyses spend their time, by V8's own profiler. */
async function profile(nodes: number, runs: number): Promise<ProfileResult> {
  const tree = syntheticTree(nodes);
  for (let run = 0; run < runs; run++) {
    held.result = analyze(tree);
  }
  const session = new inspector.Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_US });
  await session.post('Profiler.start');
  for (let run = 0; run < runs; run++) {
    held.result = analyze(tree);
  }
  const { profile: found } = await session.post('Profiler.stop');
  const self = new Map<string, number>();
  const whereOf = new Map(
    found.nodes.map(({ id, callFrame: { functionName, lineNumber } }) => [
      id,
      functionName === '' ? `(closure at line ${lineNumber + 1} of the bundle)` : functionName.slice(0, 60),
    ])
  );
  found.samples?.forEach((id, k) => {
    const where = whereOf.get(id) ?? '';
    self.set(where, (self.get(where) ?? 0) + (found.timeDeltas?.[k] ?? 0) / 1000 / runs);
  });
  const whole = [...self.values()].reduce((sum, ms) => sum + ms, 0);
  return [...self].map(([where, ms]) => ({ where, ms, share: ms / whole })).sort((a, b) => b.ms - a.ms);
}

async function run(job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'warm':
      return measureWarm(job);
    case 'cold':
      return measureCold(job.nodes);
    case 'profile':
      return profile(job.nodes, job.runs);
  }
}

run(JSON.parse(process.argv[2])).then(
  (result) => process.stdout.write(`${JSON.stringify(result)}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
);
