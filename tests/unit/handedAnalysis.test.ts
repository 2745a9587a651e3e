/** The analysis that is handed over is the one that the panel would have made of the frame. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzip } from '../../src/profiles/gunzip';
import { runJob } from '../../src/panel/analysis/job';
import { startDecodeJob } from '../../src/datasource/worker/decodeJob';

const profileTypeId = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds';
const fixtures = resolve(__dirname, '../fixtures/fixbench');

it.each(['billing-rules', 'node-catalog-clone'])('%s: equals the analysis of the frame', (name) => {
  const bytes = gunzip(readFileSync(`${fixtures}/${name}/base.pb.gz`));
  const { result, finish } = startDecodeJob({
    answer: { source: 'pprof', bytes },
    profileTypeId,
    wanted: { kind: 'columns' },
    thenAnalysis: true,
  });
  if (result.kind !== 'decoded' || result.profile.output.kind !== 'columns') {
    throw new Error(`not decoded: ${result.kind}`);
  }
  const { sampleCount, quantum, output } = result.profile;
  const { level, value, self, label, labelText, file, fileText, line } = output.columns;
  const ofFrame = runJob({
    profile: {
      columns: {
        level,
        value,
        self,
        label: { index: label, text: labelText },
        file: { index: file, text: fileText },
        line,
      },
      unit: 'nanoseconds',
      sampleType: 'cpu',
      sampleCount,
      quantum,
    },
    alloc: null,
    options: { ownedPrefixes: [], thresholds: {}, profileTypeId },
  });
  expect(finish()).toEqual(ofFrame);
});
