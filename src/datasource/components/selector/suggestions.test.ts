import { parseLabelSelector } from '../../query/labelSelector';
import { placeAtCursor } from './cursorPlace';
import { isUnfinished, suggestionsAt, take } from './suggestions';

const NAMES = ['region', 'service_name', 'version', 'k8s.pod'];
const VALUES = ['eu-west', 'us-east', '1.4.0', 'a"b', "it's", '100%\\'];

/** The selector with `|` for the cursor. */
function at(marked: string) {
  const cursor = marked.indexOf('|');
  return { text: marked.replace('|', ''), place: placeAtCursor(marked.replace('|', ''), cursor) };
}

function offered(marked: string, showAll = false): string[] | null {
  const { place } = at(marked);
  return place && suggestionsAt(place, place.kind === 'value' ? VALUES : NAMES, showAll).map(({ text }) => text);
}

/** The selector after the suggestion is taken, with `|` for the cursor. */
function taken(marked: string, wanted: string): string {
  const { text, place } = at(marked);
  const suggestions = place ? suggestionsAt(place, place.kind === 'value' ? VALUES : NAMES) : [];
  const suggestion = suggestions.find((one) => one.text === wanted);
  if (!suggestion) {
    throw new Error(`${wanted} is not offered: ${suggestions.map((one) => one.text).join(', ')}`);
  }
  const after = take(text, suggestion);
  return `${after.text.slice(0, after.cursor)}|${after.text.slice(after.cursor)}`;
}

it.each([
  ['{|}', NAMES],
  ['{ver|}', ['version']],
  ['{a="b",|}', NAMES],
  ['{ | a="b"}', NAMES],
  ['{r|', ['region', 'service_name', 'version']],
  ['{region |}', ['=', '!=', '=~', '!~']],
  ['{region!|}', ['!=', '!~']],
  ['{region|}', ['=', '!=', '=~', '!~']],
  ['{reg|ion}', ['region']],
  ['{region=|}', VALUES],
  ['{region="|"}', VALUES],
  ['{region="US|"}', ['us-east']],
  ['{region="eu|', ['eu-west']],
  ['{region="eu|,version="1.4.0"}', ['eu-west']],
  ["{region=~'eu-west.us|'}", []],
  ['{region=~"(eu-west|', ['eu-west']],
])('offers at %s', (marked, expected) => {
  expect(offered(marked)).toEqual(expected);
});

it('offers alternatives of a regular expression one by one', () => {
  const text = '{region=~"eu-west|us"}';
  const place = placeAtCursor(text, text.indexOf('us"') + 2);
  const [first] = place ? suggestionsAt(place, VALUES) : [];
  expect(take(text, first).text).toBe('{region=~"eu-west|us-east"}');
  const early = placeAtCursor(text, text.indexOf('-west'));
  const [whole] = early ? suggestionsAt(early, VALUES) : [];
  expect(take(text, whole).text).toBe('{region=~"eu-west|us"}');
});

it.each(['|{a="b"}', '{a="b"}|', '{a="b"|}', '{a="b"| ', '|', '$whole|', '{a="b" x|}'])(
  'offers nothing at %s',
  (marked) => {
    expect(at(marked).place).toBeNull();
  }
);

it.each([
  ['{|}', 'region', '{region|}'],
  ['{|}', 'k8s.pod', '{"k8s.pod"|}'],
  ['{k8s.p|}', 'k8s.pod', '{"k8s.pod"|}'],
  ['{reg|="x"}', 'region', '{region|="x"}'],
  ['{region|}', '=', '{region="|"}'],
  ['{region |}', '!~', '{region !~"|"}'],
  ['{region!|}', '!=', '{region!="|"}'],
  ['{region=|}', 'eu-west', '{region="eu-west"|}'],
  ['{region="|"}', 'eu-west', '{region="eu-west"|}'],
  ['{region="u|s"}', 'us-east', '{region="us-east"|}'],
  ['{region="eu|,version="1.4.0"}', 'eu-west', '{region="eu-west"|,version="1.4.0"}'],
  ['{region="eu|}', 'eu-west', '{region="eu-west"|}'],
  ['{region=~"|"}', '1.4.0', '{region=~"1\\\\.4\\\\.0"|}'],
  ['{region=~`|`}', '1.4.0', '{region=~`1\\.4\\.0`|}'],
  ['{region="|"}', 'a"b', '{region="a\\"b"|}'],
  ["{region='|'}", "it's", "{region='it\\'s'|}"],
  ["{region='|'}", 'a"b', "{region='a\"b'|}"],
  ['{region="|"}', '100%\\', '{region="100%\\\\"|}'],
])('%s with %s becomes %s', (marked, suggestion, expected) => {
  expect(taken(marked, suggestion)).toBe(expected);
});

it('writes every value so that it is read back as itself', () => {
  for (const quote of ['"', "'"]) {
    for (const value of VALUES) {
      const [matcher] = parseLabelSelector(taken(`{l=${quote}|${quote}}`, value).replace('|', ''));
      expect(matcher.value).toBe(value);
    }
  }
});

it('narrows by the whole matchers beside the cursor, before and behind it', () => {
  const { place } = at('{service_name="checkout", region="|", ${filters}, version!~"1.*", broken=}');
  expect(place).toMatchObject({
    name: 'region',
    others: [
      { name: 'service_name', operator: '=', value: 'checkout' },
      { variable: '${filters}' },
      { name: 'version', operator: '!~', value: '1.*' },
    ],
  });
});

it('shows all when asked for by key in a value that is whole', () => {
  expect(offered('{region="eu-west|"}')).toEqual(['eu-west']);
  expect(offered('{region="eu-west|"}', true)).toEqual(VALUES);
});

it('takes Enter for a suggestion only where what is typed does not stand for itself, nor the matcher', () => {
  const unfinished = (marked: string, isLed?: boolean) => {
    const { place } = at(marked);
    return place !== null && isUnfinished(place, suggestionsAt(place, place.kind === 'value' ? VALUES : NAMES), isLed);
  };
  expect(unfinished('{reg|}')).toBe(true);
  expect(unfinished('{reg|="eu"}')).toBe(false);
  expect(unfinished('{region="eu|')).toBe(true);
  expect(unfinished('{region="eu|"}')).toBe(false);
  expect(unfinished('{region="eu|"}', true)).toBe(true);
  expect(unfinished('{|}')).toBe(false);
  expect(unfinished('{region|}')).toBe(true);
  expect(unfinished('{region="|"}')).toBe(false);
  expect(unfinished('{region="eu-west|"}')).toBe(false);
  expect(unfinished('{region=~"eu.*|"}')).toBe(false);
});
