import {
  comparisonOfChoice,
  readChosenBaseline,
  writeChosenBaseline,
  type ChosenBaseline,
  type ViewCompared,
} from './chosenBaseline';

const MIN = 60_000;
const window = { fromMs: 20 * MIN, toMs: 30 * MIN };
const view: ViewCompared = { window, version: null, versionLabel: 'version', valueInView: () => null };
const label = (value: string, of: string | null = null, name = 'region'): ChosenBaseline => ({
  kind: 'label',
  label: name,
  value,
  of,
});
const sidesOf = (choice: ChosenBaseline, changed: Partial<ViewCompared> = {}) => {
  const found = comparisonOfChoice(choice, { ...view, ...changed });
  return 'comparison' in found
    ? { before: found.comparison.before, after: found.comparison.after }
    : { problem: found.problem.kind };
};

describe('as text', () => {
  it.each<ChosenBaseline>([
    { kind: 'previous' },
    { kind: 'window', fromMs: 1_795_385_000_000, toMs: 1_795_385_600_000 },
    label('us'),
    label('us', 'eu'),
    label('a:b/c %20"{}\n', 'ü:–'),
  ])('%j is read as it was written', (choice) =>
    expect(readChosenBaseline(writeChosenBaseline(choice))).toEqual(choice)
  );
  it.each([
    'at:',
    'at:1',
    'at:1-2-3',
    'at:-1-2',
    'at:1e3-2e3',
    'at:1-8640000000000001',
    'at:9999999999999999-9999999999999999',
    'label:',
    'label:region',
    'label:region:',
    'label:re gion:us',
  ])('%s is told to be none', (text) => expect(readChosenBaseline(text)).toEqual({ kind: 'unreadable' }));
  it.each(['label:region:us:', 'label:region:us:eu:ap', 'label:region:%E0%A4%A', `label:region:${'x'.repeat(5_000)}`])(
    'so is %.30s',
    (text) => expect(readChosenBaseline(text)).toEqual({ kind: 'unreadable' })
  );
  it.each(['day', 'off', '<b>', ''])('%s is no choice of this kind', (text) =>
    expect(readChosenBaseline(text)).toBeNull()
  );
});

describe('another window', () => {
  it('is the one before, as long, and of all versions', () =>
    expect(sidesOf({ kind: 'previous' }, { version: '1.5.0' })).toEqual({
      before: { fromMs: 10 * MIN, toMs: 20 * MIN, version: null },
      after: { ...window, version: '1.5.0' },
    }));
  it('may touch the view, and not share a moment with it', () => {
    expect(sidesOf({ kind: 'window', fromMs: 0, toMs: 20 * MIN })).toMatchObject({ before: { fromMs: 0 } });
    expect(sidesOf({ kind: 'window', fromMs: 30 * MIN, toMs: 40 * MIN })).toMatchObject({ before: { toMs: 40 * MIN } });
    expect(sidesOf({ kind: 'window', fromMs: 0, toMs: 20 * MIN + 1 })).toEqual({ problem: 'overlap' });
    expect(sidesOf({ kind: 'window', fromMs: 0, toMs: 90 * MIN })).toEqual({ problem: 'overlap' });
  });
  it('is 32 days long at most', () => {
    const days = (count: number) => sidesOf({ kind: 'window', fromMs: 30 * MIN, toMs: 30 * MIN + count * 1_440 * MIN });
    expect(days(32)).toHaveProperty('before');
    expect(days(32.001)).toEqual({ problem: 'too-long' });
  });
  it('has a length', () =>
    expect(sidesOf({ kind: 'window', fromMs: 5 * MIN, toMs: 5 * MIN })).toEqual({ problem: 'empty-window' }));
});

describe('another value of a label', () => {
  const match = (value: string, isOther = false) => ({ label: 'region', value, isOther });
  it('is compared with all others of the view', () =>
    expect(sidesOf(label('us'))).toEqual({
      before: { ...window, version: null, match: match('us') },
      after: { ...window, version: null, match: match('us', true) },
    }));
  it('with the one that the view is of', () =>
    expect(sidesOf(label('us'), { valueInView: () => 'eu' })).toMatchObject({ after: { match: match('eu') } }));
  it('with a second one', () =>
    expect(sidesOf(label('us', 'ap'), { valueInView: () => 'eu' })).toMatchObject({ after: { match: match('ap') } }));
  it('is not compared with itself', () => {
    expect(sidesOf(label('us', 'us'))).toEqual({ problem: 'same-twice' });
    expect(sidesOf(label('eu'), { valueInView: () => 'eu' })).toEqual({ problem: 'same-value' });
    expect(sidesOf(label('1.5.0', null, 'version'), { version: '1.5.0' })).toEqual({ problem: 'same-value' });
  });
  it('of versions takes the one that is read alone as it is on screen', () =>
    expect(sidesOf(label('1.4.0', null, 'version'), { version: '1.5.0' })).toEqual({
      before: { ...window, version: null, match: { label: 'version', value: '1.4.0', isOther: false } },
      after: { ...window, version: '1.5.0' },
    }));
  it('of another label stays within the version that is read alone', () =>
    expect(sidesOf(label('us'), { version: '1.5.0' })).toMatchObject({
      before: { version: '1.5.0' },
      after: { version: '1.5.0', match: match('us', true) },
    }));
});
