import { startDecodeJob } from './decodeJob';
import { madeUpPprof } from './madeUpPprof';

/** The whole way of an answer through the worker. @param stacks size of the made-up profile */
export function* practiceRound(stacks: number): Generator<void> {
  const bytes = madeUpPprof(stacks);
  yield;
  const { finish } = startDecodeJob({
    answer: { source: 'pprof', bytes },
    profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
    wanted: { kind: 'columns' },
    thenAnalysis: true,
  });
  yield;
  finish();
}
