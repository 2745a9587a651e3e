import { createDataFrame, FieldType } from '@grafana/data';
import { filterOfFunction } from './filterOfFunction';

const label = ['total', 'handle', 'parse', 'handle'];
const file = ['', 'src/a.js', 'src/a.js', 'src/b.js'];
const enumOf = (texts: readonly string[]) => {
  const text = [...new Set(texts)];
  return {
    type: FieldType.enum,
    values: texts.map((each) => text.indexOf(each)),
    config: { type: { enum: { text } } },
  };
};

describe.each([
  ['strings', { type: FieldType.string, values: label }, { type: FieldType.string, values: file }],
  ['an enum', enumOf(label), enumOf(file)],
])('columns of %s', (_, labels, files) => {
  const frame = createDataFrame({
    fields: [
      { name: 'label', ...labels },
      { name: 'file', ...files },
    ],
  });
  it('name the file of a name that stands in two', () =>
    expect(filterOfFunction('hide', { name: 'handle', file: 'src/b.js' }, frame)).toEqual({
      effect: 'hide',
      by: 'function',
      text: 'handle',
      file: 'src/b.js',
    }));
  it('leave it out where the name stands once', () =>
    expect(filterOfFunction('only', { name: 'parse', file: 'src/a.js' }, frame)).toEqual({
      effect: 'only',
      by: 'function',
      text: 'parse',
    }));
});

it('knows no other file without a column of them', () =>
  expect(
    filterOfFunction(
      'hide',
      { name: 'handle', file: '' },
      createDataFrame({ fields: [{ name: 'label', values: label }] })
    )
  ).not.toHaveProperty('file'));
