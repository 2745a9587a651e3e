import { dataFrameSampleTypes, decodeDataFrames, isDataFramesFormat } from './decodeDataFrames';
import { ProfileFormatError } from './profileFormatError';
import { formatTree } from './testing/treeFromText';

const field = (name: string, config: object = {}, type = 'number') => ({ name, type, config });

/** As `dataFrameToJSON` writes it: total 3, A 3 (self 1), B 2. */
const frame = (more: { meta?: object; label?: unknown[]; labelConfig?: object; level?: unknown[] } = {}) => ({
  schema: {
    name: 'response',
    refId: 'A',
    meta: more.meta,
    fields: [
      field('level'),
      field('value', { unit: 'ns' }),
      field('self', { unit: 'ns' }),
      field('label', more.labelConfig ?? {}, 'string'),
    ],
  },
  data: { values: [more.level ?? [0, 1, 2], [3, 3, 2], [0, 1, 2], more.label ?? ['total', 'A', 'B']] },
});
const ENUM = { label: [0, 1, 2], labelConfig: { type: { enum: { text: ['total', 'A', 'B'] } } } };
const SERIES = { schema: { fields: [field('time'), field('value')] }, data: { values: [[1], [2]] } };
const EXPECTED = ['- A (cum: 3, self: 1)', '  - B (cum: 2, self: 2)'];
const ownMeta = (profileTypeId: string) => ({
  custom: { fixlayer: { profileTypeId, sampleCount: 30, quantum: null } },
});

it.each<[string, unknown]>([
  ['a frame', frame()],
  ['a frame with an enum', frame(ENUM)],
  [
    'a frame with lookups',
    { ...frame(), data: { ...frame({ label: [0, 1, 2] }).data, enums: [null, null, null, ['total', 'A', 'B']] } },
  ],
  ['a list of frames, a series among them', [SERIES, frame(ENUM)]],
  ['the results of a query', { results: { A: { status: 200, frames: [SERIES, frame()] } } }],
])('reads %s', (_, json) => {
  expect(isDataFramesFormat(json)).toBe(true);
  const tree = decodeDataFrames(json);
  expect([formatTree(tree), tree.unit]).toEqual([EXPECTED, 'nanoseconds']);
});

it('takes type, unit and samples from the data source that says them', () => {
  const tree = decodeDataFrames([frame({ meta: ownMeta('process_cpu:cpu:nanoseconds:cpu:nanoseconds') })]);
  expect([tree.sampleType, tree.unit, tree.sampleCount]).toEqual(['cpu', 'nanoseconds', 30]);
});

it('chooses among several profiles by type, and lists the types', () => {
  const json = [
    frame({ meta: ownMeta('process_cpu:cpu:nanoseconds:cpu:nanoseconds') }),
    frame({ meta: ownMeta('memory:alloc_space:bytes:space:bytes') }),
  ];
  expect(dataFrameSampleTypes(json)).toEqual(['cpu', 'alloc_space']);
  expect(decodeDataFrames(json).sampleType).toBe('cpu');
  expect(decodeDataFrames(json, { sampleType: 'alloc_space' }).unit).toBe('bytes');
  expect(() => decodeDataFrames(json, { sampleType: 'wall' })).toThrow(/"wall", found "cpu", "alloc_space"/);
});

it('takes the type as said where the frame states none', () => {
  expect(decodeDataFrames(frame(), { sampleType: 'alloc_space' })).toMatchObject({
    sampleType: 'alloc_space',
    unit: 'bytes',
  });
});

it.each<[string, unknown, RegExp]>([
  ['frames without a profile', [SERIES], /level, value, self and label, found frames with "time, value"/],
  ['no frame at all', { results: {} }, /found no frame/],
  [
    'an error instead of frames',
    { results: { A: { error: 'no such type', status: 500 } } },
    /the error "no such type" \(results\.A\)/,
  ],
  ['a level that is no number', frame({ level: [0, 'x', 2] }), /a number, found "x" \(level, row 1\)/],
  ['a skipped level', frame({ level: [0, 2, 2] }), /a level from 0 to 1/],
  ['columns of unequal length', frame({ label: ['total'] }), /3 values, as many as levels, found 1/],
  ['an index without text', frame({ ...ENUM, label: [0, 1, 7] }), /index 7 of 3 texts/],
])('refuses %s', (_, json, message) => {
  expect(() => decodeDataFrames(json)).toThrow(ProfileFormatError);
  expect(() => decodeDataFrames(json)).toThrow(message);
});

it('tells its own shape from others without throwing', () => {
  expect([[], [1], {}, { schema: {} }, { results: [] }, null].map(isDataFramesFormat)).toEqual(
    Array.from({ length: 6 }, () => false)
  );
});
