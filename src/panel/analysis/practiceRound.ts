/** The whole way of a frame through the worker, with a made-up profile. */
import { CallTreeBuilder } from '../../profiles/callTreeBuilder';
import { encodeNestedSet } from '../../profiles/nestedSet';
import { madeUpStacks } from '../../shared/ui/worker/madeUpStacks';
import { runJob, type AnalysisJob } from './job';

/** @param stacks size of the profile */
export function* practiceRound(stacks: number): Generator<void> {
  const job = madeUpJob(stacks);
  yield;
  runJob(job);
}

function madeUpJob(stacks: number): AnalysisJob {
  const builder = new CallTreeBuilder();
  madeUpStacks(stacks).forEach(({ frames, weight }) => builder.addStack(frames, weight));
  const unit = 'nanoseconds';
  const tree = builder.build({ unit, sampleType: 'cpu' });
  const { level, value, self, labelIndex, labelText, fileIndex, fileText, line } = encodeNestedSet(tree);
  return {
    profile: {
      columns: {
        level: Int32Array.from(level),
        value: Float64Array.from(value),
        self: Float64Array.from(self),
        label: { index: Int32Array.from(labelIndex), text: labelText },
        file: { index: Int32Array.from(fileIndex), text: fileText },
        line: Int32Array.from(line),
      },
      unit,
      sampleType: 'cpu',
      sampleCount: null,
      quantum: null,
    },
    alloc: null,
    options: {},
  };
}
