import { createDataFrame, type DataFrame, FieldType } from '@grafana/data';
import type { Analysis } from '../../../analysis/model';
import { handAnalysis, handedAnalysis } from './handedAnalysis';

const analysis = Promise.resolve({ verdict: 'fix' } as unknown as Analysis);
const profile = (): DataFrame =>
  createDataFrame({
    fields: [
      { name: 'level', type: FieldType.number, values: [0, 1] },
      { name: 'value', type: FieldType.number, values: [3, 3] },
    ],
  });
const shallowCopy = (frame: DataFrame): DataFrame => ({
  ...frame,
  fields: frame.fields.map((field) => ({ ...field, config: { ...field.config } })),
});

it('finds the analysis of a frame through the copies that Grafana makes', () => {
  const frame = profile();
  handAnalysis(frame, analysis);
  expect(handedAnalysis(shallowCopy(frame))).toBe(analysis);
});

it.each<[string, (frame: DataFrame) => DataFrame]>([
  ['another answer with the same numbers', profile],
  [
    'a frame whose values a transformation changed',
    (frame) => ({ ...frame, fields: [frame.fields[0], { ...frame.fields[1], values: [6, 6] }] }),
  ],
  ['a frame that lost a column', (frame) => ({ ...frame, fields: [frame.fields[0]] })],
  ['a frame that was saved and loaded', (frame) => JSON.parse(JSON.stringify(frame))],
  ['a frame without columns', (frame) => ({ ...frame, fields: [] })],
])('finds nothing for %s', (_, change) => {
  const frame = profile();
  handAnalysis(frame, analysis);
  expect(handedAnalysis(change(frame))).toBeNull();
});

it('leaves nothing in the frame', () => {
  const frame = profile();
  const before = JSON.stringify(frame);
  handAnalysis(frame, analysis);
  expect(JSON.stringify(frame)).toBe(before);
});
