/** Whose analysis the panel shows: the one handed over with the frame where it fits, else its own. */
import { renderHook, waitFor } from '@testing-library/react';
import { createDataFrame, type DataFrame, FieldType } from '@grafana/data';
import type { Analysis, AnalysisOptions } from '../../analysis';
import { encodeNestedSet } from '../../profiles/nestedSet';
import { treeFromText } from '../../profiles/testing/treeFromText';
import { handAnalysis } from '../../shared/ui/frames/handedAnalysis';
import { describeProfileFrame, type ProfileSource } from '../../shared/ui/frames/profileSource';
import { useAnalysis } from './useAnalysis';

// No worker in jsdom: what refuses to start is answered on the main thread.
jest.mock('./createAnalysisWorker', () => ({
  createAnalysisWorker: () => {
    throw new Error('no workers here');
  },
}));

const handed = { verdict: 'fix', note: 'handed over' } as unknown as Analysis;
const defaults: AnalysisOptions = { ownedPrefixes: [], thresholds: {} };

function profileFrame(): DataFrame {
  const tree = treeFromText('main×3  main\nwork    rest', { unit: 'nanoseconds', sampleType: 'cpu' });
  const { level, value, self, labelIndex, labelText } = encodeNestedSet(tree);
  const numbers = (name: string, values: number[]) => ({ name, type: FieldType.number, values });
  const label = { name: 'label', type: FieldType.string, values: labelIndex.map((at) => labelText[at]) };
  return createDataFrame({
    fields: [numbers('level', level), numbers('value', value), numbers('self', self), label],
  });
}

async function shownFor(frame: DataFrame, options = defaults, alloc: ProfileSource | null = null) {
  const source = describeProfileFrame(frame);
  const { result } = renderHook(() => useAnalysis(source, alloc, options));
  await waitFor(() => expect(result.current.status).toBe('ready'));
  return result.current.analysis;
}

it('takes the analysis that came with the frame', async () => {
  const frame = profileFrame();
  handAnalysis(frame, Promise.resolve(handed));
  expect(await shownFor(frame)).toBe(handed);
});

it.each<[string, AnalysisOptions]>([
  ['own prefixes', { ...defaults, ownedPrefixes: ['main'] }],
  ['own thresholds', { ...defaults, thresholds: { minWorth: 0.1 } }],
])('analyses by itself with %s', async (_, options) => {
  const frame = profileFrame();
  handAnalysis(frame, Promise.resolve(handed));
  expect(await shownFor(frame, options)).toMatchObject({ profile: { total: 4 } });
});

it('analyses by itself where there is an allocation profile', async () => {
  const frame = profileFrame();
  handAnalysis(frame, Promise.resolve(handed));
  expect(await shownFor(frame, defaults, describeProfileFrame(profileFrame()))).toMatchObject({
    profile: { total: 4 },
  });
});

it('analyses by itself when the datasource could not', async () => {
  const frame = profileFrame();
  handAnalysis(frame, Promise.resolve(null));
  expect(await shownFor(frame)).toMatchObject({ profile: { total: 4 } });
});
