import { createDataFrame, type DataFrame, FieldType } from '@grafana/data';
import { columnBuffers, isProfileFrame, missingProfileFields, readProfileColumns } from './profileColumns';

const numbers = (name: string, values: number[]) => ({ name, type: FieldType.number, values });
const stringLabels = { name: 'label', type: FieldType.string, values: ['total', 'main.a', 'main.b', 'main.a'] };
const enumLabels = {
  name: 'label',
  type: FieldType.enum,
  config: { type: { enum: { text: ['total', 'main.a', 'main.b'] } } },
  values: [0, 1, 2, 1],
};

function profileFrame(
  label: typeof stringLabels | typeof enumLabels,
  more: Array<Parameters<typeof numbers> | object> = []
): DataFrame {
  return createDataFrame({
    name: 'response',
    fields: [
      numbers('level', [0, 1, 2, 2]),
      numbers('value', [9, 9, 4, 3]),
      numbers('self', [0, 2, 4, 3]),
      label,
      ...(more as []),
    ],
  });
}

const labelsOf = (frame: DataFrame) => {
  const label = readProfileColumns(frame)!.label;
  return Array.from(label.index, (at) => label.text[at]);
};

describe('profile columns', () => {
  it('reads string labels and enum labels to the same names', () => {
    expect(labelsOf(profileFrame(stringLabels))).toEqual(['total', 'main.a', 'main.b', 'main.a']);
    expect(labelsOf(profileFrame(enumLabels))).toEqual(labelsOf(profileFrame(stringLabels)));
  });

  it('keeps its numbers when Grafana empties the frame afterwards', () => {
    const frame = profileFrame(enumLabels);
    const columns = readProfileColumns(frame)!;
    frame.fields.forEach((field) => (field.values.length = 0));
    expect([...columns.level]).toEqual([0, 1, 2, 2]);
    expect([...columns.value]).toEqual([9, 9, 4, 3]);
    expect([...columns.self]).toEqual([0, 2, 4, 3]);
  });

  it('has no file and line where the frame has none, and −1 for an unknown line', () => {
    expect(readProfileColumns(profileFrame(enumLabels))).toMatchObject({ file: null, line: null });
    const withPlaces = profileFrame(enumLabels, [
      { name: 'file', type: FieldType.string, values: ['', 'a.go', 'b.go', 'a.go'] },
      { name: 'line', type: FieldType.number, values: [null, 3, 7, 3] },
    ]);
    const columns = readProfileColumns(withPlaces)!;
    expect(columns.file?.text).toEqual(['', 'a.go', 'b.go']);
    expect([...columns.line!]).toEqual([-1, 3, 7, 3]);
  });

  it('names what a frame lacks to be a profile', () => {
    const table = createDataFrame({
      fields: [numbers('value', [1]), { name: 'label', type: FieldType.string, values: ['x'] }],
    });
    expect(isProfileFrame(table)).toBe(false);
    expect(missingProfileFields(table)).toEqual(['level', 'self']);
    expect(readProfileColumns(table)).toBeNull();
  });

  it('lists each buffer once, so that all of them can be transferred', () => {
    const buffers = columnBuffers(readProfileColumns(profileFrame(enumLabels))!);
    expect(new Set(buffers).size).toBe(buffers.length);
    expect(buffers).toHaveLength(4);
  });
});
