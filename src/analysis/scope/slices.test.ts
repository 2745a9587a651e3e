import { treeFromText } from '../../profiles/testing/treeFromText';
import { analyzeScope } from './analyzeScope';
import { slicesIn, treeOf, type ProfileSlice } from './slices';
import { versionLabelOf, versionsOf } from './versions';

const MINUTE = 60_000;

/** One push of a minute: `samples` samples below a handler of the version. */
const slice = (minute: number, labels: Record<string, string>, samples: number, site = 'example.com/a.Work'): ProfileSlice => ({
  labels,
  fromMs: minute * MINUTE,
  toMs: (minute + 1) * MINUTE,
  tree: treeFromText(`
    main.main×${samples}
    example.com/a.Handle
    ${site}
  `),
});

describe('slicesIn', () => {
  const slices = [
    slice(0, { version: '1', pod: 'a' }, 1),
    slice(1, { version: '1', pod: 'b' }, 2),
    slice(2, { version: '2' }, 4),
  ];
  const weights = (found: readonly ProfileSlice[]) => found.map(({ tree }) => tree.total);

  it('takes all slices of an empty scope', () => expect(weights(slicesIn(slices, {}))).toEqual([1, 2, 4]));
  it('takes any of the values of a label', () =>
    expect(weights(slicesIn(slices, { labels: { pod: ['a', 'b'] } }))).toEqual([1, 2]));
  it('asks for every label', () =>
    expect(weights(slicesIn(slices, { labels: { pod: ['a', 'b'], version: ['2'] } }))).toEqual([]));
  it('reads a missing label as empty', () => expect(weights(slicesIn(slices, { labels: { pod: [''] } }))).toEqual([4]));
  it('reads no label from the prototype', () =>
    expect(weights(slicesIn(slices, { labels: { constructor: [''] } }))).toEqual([1, 2, 4]));
  it.each([
    // A push belongs to the side that holds its middle.
    [{ fromMs: 0.5 * MINUTE }, [1, 2, 4]],
    [{ fromMs: 0.5 * MINUTE + 1 }, [2, 4]],
    [{ toMs: 1.5 * MINUTE }, [1]],
    [{ toMs: 1.5 * MINUTE + 1 }, [1, 2]],
  ])('cuts by the middle of a push: %j', (scope, expected) =>
    expect(weights(slicesIn(slices, scope))).toEqual(expected)
  );
  it('merges what it found', () => expect(treeOf(slices).total).toBe(7));
});

describe('versions', () => {
  it('are read from the most telling label that is there', () => {
    expect(versionLabelOf([slice(0, { version: '1', service_git_ref: 'ab' }, 1)])).toBe('version');
    expect(versionLabelOf([slice(0, { pod: 'a' }, 1)])).toBeNull();
  });

  it('stand newest first, by when they were first seen and not by name', () => {
    const slices = [slice(0, { version: '9' }, 5), slice(1, { version: '10' }, 6), slice(2, { version: '9' }, 7)];
    expect(versionsOf(slices, { label: 'version' }).map(({ version, samples }) => [version, samples])).toEqual([
      ['10', 6],
      ['9', 12],
    ]);
  });
});

describe('analyzeScope', () => {
  const old = [slice(0, { version: '1.4' }, 300), slice(1, { version: '1.4' }, 300)];

  it('says that there is one version', () => {
    const { choice, slices, analysis } = analyzeScope(old, {});
    expect([choice, slices, analysis.quality.samples]).toEqual([{ kind: 'single', version: '1.4' }, 2, 600]);
  });

  it('reads the newest of several versions alone', () => {
    const scoped = analyzeScope([...old, slice(2, { version: '1.5' }, 200)], {});
    expect(scoped.choice).toEqual({ kind: 'newest', version: '1.5', passedOver: [] });
    expect(scoped.versions.map(({ version }) => version)).toEqual(['1.5', '1.4']);
    expect(scoped.analysis.profile.total).toBe(200);
  });

  it('passes over a version that has too few samples, and says so', () => {
    const scoped = analyzeScope([...old, slice(2, { version: '1.5' }, 20)], {});
    expect(scoped.choice).toEqual({ kind: 'newest', version: '1.4', passedOver: ['1.5'] });
    expect(scoped.analysis.profile.total).toBe(600);
  });

  it('abstains where no version has enough samples alone, though all together would', () => {
    const few = ['1', '2', '3'].map((version, i) => slice(i, { version }, 60 + i));
    const scoped = analyzeScope(few, {});
    expect(scoped.choice).toEqual({ kind: 'none-enough', version: '3' });
    expect(scoped.analysis.verdict).toBe('abstain');
    expect(analyzeScope(few, {}, { blendVersions: true }).choice).toEqual({ kind: 'blended', versions: ['3', '2', '1'] });
  });

  it('lets the user ask for one version', () => {
    const scoped = analyzeScope([...old, slice(2, { version: '1.5' }, 200)], { labels: { version: ['1.4'] } });
    expect([scoped.choice, scoped.analysis.profile.total]).toEqual([{ kind: 'single', version: '1.4' }, 600]);
  });

  it('abstains on an empty scope', () => {
    const scoped = analyzeScope(old, { labels: { version: ['none'] } });
    expect([scoped.slices, scoped.analysis.verdict]).toEqual([0, 'abstain']);
  });
});
