/**
 * The measuring processes: bundled (tsx wraps every closure to keep its name, which is slower than what a browser runs),
 * started with `--expose-gc`. A `cold` or `profile` job ends with its result; a side of a comparison stays, and does a run
 * for each message that names one.
 */
import inspector from 'node:inspector/promises';
import { analyze } from '../../src/analysis/analyze';
import { prepareCore } from './coreSide';
import { prepareEngine, type Side } from './engineSide';
import { held, settle, time } from './measuring';
import type { ColdResult, Job, ProfileResult } from './protocol';
import { syntheticTree } from './syntheticTree';

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

/** Answers with the facts, then with a run for each name that comes, after a collection and a pause. */
function serve<Work extends string>({ facts, work }: Side<Work, unknown>): void {
  process.on('message', (name: Work) => {
    void settle().then(() => process.send?.(work[name]()));
  });
  process.send?.(facts);
}

async function run(job: Job): Promise<void> {
  switch (job.kind) {
    case 'engine':
      return serve(await prepareEngine(job.nodes));
    case 'core':
      return serve(await prepareCore(job));
    case 'cold':
      return finish(measureCold(job.nodes));
    case 'profile':
      return finish(await profile(job.nodes, job.runs));
  }
}

function finish(result: ColdResult | ProfileResult): void {
  process.send?.(result, () => process.disconnect());
}

run(JSON.parse(process.argv[2])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
