/** The same program twice must not read as a change: at most 5 % of such pairs may alarm, on any of the two words. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { decodeProfile } from '../../profiles/decodeProfile';
import { mergeCallTrees } from '../../profiles/mergeCallTrees';
import { seededRandom } from '../../profiles/testing/seededRandom';
import type { HeadlineMetric, VerifyReport } from './model';
import { gaussian, MEASURED_NOISE, simulateProfile, splitInHalves, type Costs } from './testing/simulatePair';
import { verifyFix } from './verifyFix';

const ALLOWED = 0.05;
const alarms = ({ local, headline }: VerifyReport) => local.change !== 'same' || headline.change !== 'same';
const rate = (reports: readonly VerifyReport[]) => reports.filter(alarms).length / reports.length;

/** A service of some twelve functions, of random weights. */
const drawCosts = (random: () => number): Costs =>
  Array.from({ length: 12 }, (_, i) => [['main.main', `app.h${i % 4}`, `lib.f${i}`], 1 + 60 * random() ** 2]);

it.each([400, 1_500, 8_000])('simulated pairs of about %i samples', (samples) => {
  const random = seededRandom(samples);
  const reports = Array.from({ length: 300 }, () => {
    const costs = drawCosts(random);
    const per1000 = costs.reduce((sum, [, cost]) => sum + cost, 0);
    const requests = (1000 * samples) / per1000;
    const [before, after] = [0, 1].map(() => simulateProfile(random, costs, { requests, noise: MEASURED_NOISE }));
    const frame = `lib.f${Math.floor(12 * random())}`;
    const isThere = [before, after].some(({ functions }) => functions.name.includes(frame));
    return verifyFix({
      before,
      after,
      requestsBefore: requests,
      requestsAfter: requests,
      frame: isThere ? frame : 'main.main',
    });
  });
  expect(rate(reports)).toBeLessThanOrEqual(ALLOWED);
});

it('bursts of three times the variance, measured from sub-windows', () => {
  const random = seededRandom(5);
  const costs: Costs = [
    [['main.main', 'app.a'], 40],
    [['main.main', 'app.b'], 60],
  ];
  const reports = Array.from({ length: 200 }, () => {
    const side = () => {
      const windows = Array.from({ length: 12 }, () => ({
        tree: simulateProfile(random, costs, { requests: 1_000, noise: { hostDeviation: 0.02, dispersion: 3 } }),
        requests: 1_000,
      }));
      return windows;
    };
    const [windowsBefore, windowsAfter] = [side(), side()];
    const merged = (windows: typeof windowsBefore) => mergeCallTrees(windows.map(({ tree }) => tree));
    return verifyFix({
      before: merged(windowsBefore),
      after: merged(windowsAfter),
      requestsBefore: 12_000,
      requestsAfter: 12_000,
      windowsBefore,
      windowsAfter,
      frame: 'app.a',
    });
  });
  expect(rate(reports)).toBeLessThanOrEqual(ALLOWED);
  expect(reports[0].local.dispersionFrom).toBe('windows');
});

it('a metric by sub-windows, spikes in it, 5 to 20 of them', () => {
  const random = seededRandom(9);
  const value = () => 2 * Math.exp(0.15 * gaussian(random)) * (random() < 0.1 ? 3 : 1);
  const before = simulateProfile(random, [[['main.main', 'app.a'], 1_000]], { requests: 1_000, noise: MEASURED_NOISE });
  const reports = Array.from({ length: 300 }, () => {
    const count = 5 + Math.floor(16 * random());
    const values = () => Array.from({ length: count }, value);
    const headline: HeadlineMetric = { before: values(), after: values(), better: 'lower' };
    return verifyFix({ before, after: before, requestsBefore: 1_000, requestsAfter: 1_000, frame: 'app.a', headline });
  });
  expect(rate(reports)).toBeLessThanOrEqual(ALLOWED);
});

const fixbench = resolve(__dirname, '../../../tests/fixtures/fixbench');
it('halves of real profiles, any owned function as the frame', () => {
  const random = seededRandom(17);
  const bases = readdirSync(fixbench).filter((name) => !/README|pair-|aa-/.test(name));
  const reports = bases.flatMap((name) => {
    const tree = decodeProfile(readFileSync(`${fixbench}/${name}/base.pb.gz`));
    const quantum = tree.total / tree.sampleCount!;
    return Array.from({ length: 20 }, () => {
      const [before, after] = splitInHalves(random, tree, quantum);
      const { name: names } = before.functions;
      const frame = names[Math.floor(names.length * random())];
      return verifyFix({ before, after, requestsBefore: 1_000, requestsAfter: 1_000, frame });
    });
  });
  expect(reports.length).toBeGreaterThan(200);
  expect(rate(reports)).toBeLessThanOrEqual(ALLOWED);
});
