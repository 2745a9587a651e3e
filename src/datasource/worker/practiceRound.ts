import { startDecodeJob } from './decodeJob';
import { madeUpPprof } from './madeUpPprof';

/** The whole way of an answer through the worker. @param stacks size of the made-up profile */
export function practiceRound(stacks: number): void {
  startDecodeJob({
    answer: { source: 'pprof', bytes: madeUpPprof(stacks) },
    profileTypeId: 'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
    wanted: { kind: 'columns' },
    thenAnalysis: true,
  }).finish();
}
