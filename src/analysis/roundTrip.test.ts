/** Every front end gives the same rows: the datasource reads the profile's tree, the panel a flame graph frame of it. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CallTree } from '../profiles/callTree';
import { decodeProfile } from '../profiles/decodeProfile';
import { decodeNestedSet, encodeNestedSet } from '../profiles/nestedSet';
import { treeFromText } from '../profiles/testing/treeFromText';
import { analyze } from './analyze';
import { formatRows, NO_FLOORS } from './testing/contextOf';

const fixtures = resolve(__dirname, '../../tests/fixtures/fixbench');

/** What the panel gets: the columns of the frame, and the two numbers in its meta. */
function roundTrip(tree: CallTree): CallTree {
  const { level, value, self, labelIndex, labelText, fileIndex, fileText, line } = encodeNestedSet(tree);
  const { unit, sampleType, sampleCount, quantum } = tree;
  return decodeNestedSet(
    {
      level,
      value,
      self,
      label: { index: labelIndex, text: labelText },
      file: { index: fileIndex, text: fileText },
      line,
    },
    { unit, sampleType, sampleCount, quantum }
  );
}

/** A tight loop on line 40 of a long function; `top` is thin and calls it. */
const LOOP = treeFromText(
  `
    main[file:/app/a.js][start:1]×9                main[file:/app/a.js][start:1]
    similarity[file:/app/a.js][start:30][line:40]  next[file:/app/a.js][start:90][line:91]
  `,
  { unit: 'nanoseconds', sampleType: 'cpu' }
);

it('takes a loop on one line of a long function for its own code, not for a native call', () => {
  expect(LOOP.functions.hotLine[LOOP.functions.name.indexOf('similarity')]).toBe(40);
  expect(formatRows(analyze(LOOP, { thresholds: NO_FLOORS }))[0]).toBe('similarity <- inside similarity');
});

it.each<[string, () => CallTree]>([
  ['a drawn loop', () => LOOP],
  ['billing-rules, Go', () => decodeProfile(readFileSync(`${fixtures}/billing-rules/base.pb.gz`))],
  ['node-catalog-clone, Node', () => decodeProfile(readFileSync(`${fixtures}/node-catalog-clone/base.pb.gz`))],
])('%s: tree and frame give equal rows', (_, read) => {
  const tree = read();
  const { rows, verdict } = analyze(tree, { thresholds: NO_FLOORS });
  const ofFrame = analyze(roundTrip(tree), { thresholds: NO_FLOORS });
  expect([ofFrame.verdict, ofFrame.rows]).toEqual([verdict, rows]);
});
