import { CallTreeBuilder } from '../profiles/callTreeBuilder';
import { treeFromText } from '../profiles/testing/treeFromText';
import { analyze } from './analyze';

const LOOP_THAT_WAITS = `
  app/main.py:1 - loop×900           app/main.py:1 - loop×60    app/main.py:1 - loop×40
  lib/selectors.py:400 - select      app/work.py:9 - price      app/work.py:40 - show
`;
const tree = treeFromText(LOOP_THAT_WAITS, { unit: 'nanoseconds', sampleType: 'wall' });

it('takes no share of what is left from a cum that still waits', () => {
  const { quality, profile, rows } = analyze(tree);
  expect(quality.idleShare).toBe(0.9);
  expect(profile.total).toBe(100);
  expect(rows[0].chain.map(({ func, cumShare, purity }) => [func.shortName, cumShare, purity])).toEqual([
    ['loop', 1, 0.6],
    ['price', 0.6, 1],
  ]);
});

it('keeps raw figures as pprof prints them, the wait included', () => {
  const { rows } = analyze(
    treeFromText(
      'app/main.py:1 - loop×60  app/main.py:1 - loop×90\n' + '                         lib/selectors.py:400 - select',
      { unit: 'nanoseconds', sampleType: 'wall' }
    ),
    { thresholds: { minSamplesProfile: 1 } }
  );
  expect(rows.map(({ subject, cumShare, cumRaw }) => [subject.shortName, cumShare, cumRaw])).toEqual([
    ['loop', 1, 150],
  ]);
});

it("sets parked goroutines aside where nothing but the platform stands above them, and keeps the service's own waits", () => {
  const text = `
    runtime.goexit×80  example.com/a.Serve×15     example.com/a.Serve×5
    runtime.gopark     database/sql.(*DB).Query   example.com/a.Work
                       runtime.gopark
  `;
  const quality = (sampleType: string) =>
    analyze(treeFromText(text, { unit: 'nanoseconds', sampleType })).quality.idleShare;
  expect(quality('wall')).toBe(0.8);
  expect(quality('cpu')).toBe(0);
});

it('ends in time on a stack of nothing but parked frames', () => {
  const builder = new CallTreeBuilder();
  const deep = Array.from({ length: 100_000 }, (_, i) => ({ name: i % 2 ? 'runtime.gopark' : 'example.com/a.Serve' }));
  const parked = deep.map(() => ({ name: 'runtime.gopark' }));
  builder.addStack([{ name: 'example.com/a.Serve' }, ...parked], 1, 1);
  builder.addStack(parked.slice(1), 1, 1);
  builder.addStack(deep, 1, 1);
  const built = builder.build({ unit: 'nanoseconds', sampleType: 'wall' });
  const startedMs = performance.now();
  expect(analyze(built).quality.idleShare).toBeCloseTo(1 / 3, 6);
  expect(performance.now() - startedMs).toBeLessThan(2_000);
});
