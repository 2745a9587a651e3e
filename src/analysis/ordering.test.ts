import type { Candidate } from './candidate';
import type { FixLayer, Verdict } from './model';
import { orderCandidates } from './ordering';
import { defaultThresholds } from './thresholds';

const one = (
  subject: number,
  p10: number,
  options: { verdict?: Verdict; layer?: FixLayer; site?: number; p50?: number } = {}
) => {
  const { verdict = 'fix', layer = 'inside', site = subject, p50 = p10 + 0.02 } = options;
  const candidate = {
    subject,
    subjectKind: 'function',
    site,
    verdict,
    layer: verdict === 'fix' ? layer : null,
    touched: p10,
  } as Candidate;
  return { candidate, saving: verdict === 'fix' ? { p10, p50, p90: p50 + 0.05 } : null };
};
const order = (...all: Array<ReturnType<typeof one>>) =>
  orderCandidates(all, defaultThresholds).map(({ candidate }) => candidate.subject);

it('puts the largest low end first', () => expect(order(one(1, 0.1), one(2, 0.2), one(3, 0.15))).toEqual([2, 3, 1]));
it('puts a setting behind code worth 5 %', () =>
  expect(order(one(1, 0.3, { layer: 'policy' }), one(2, 0.03, { p50: 0.05 }))).toEqual([2, 1]));
it('but before smaller code changes', () =>
  expect(order(one(1, 0.3, { layer: 'policy' }), one(2, 0.03, { p50: 0.049 }))).toEqual([1, 2]));
it('puts fixes under 2 % behind a setting', () =>
  expect(order(one(1, 0.015, { p50: 0.019 }), one(2, 0.01, { layer: 'policy' }))).toEqual([2, 1]));
it('puts need data, no action and spread cost last', () =>
  expect(
    order(
      one(1, 0.9, { verdict: 'flat' }),
      one(2, 0.9, { verdict: 'no-action' }),
      one(3, 0.9, { verdict: 'abstain' }),
      one(4, 0.001, { p50: 0.002 })
    )
  ).toEqual([4, 3, 2, 1]));
it('keeps one row a site', () => expect(order(one(1, 0.1, { site: 9 }), one(2, 0.2, { site: 9 }))).toEqual([2]));
it('breaks ties by index', () => expect(order(one(2, 0.1), one(1, 0.1))).toEqual([1, 2]));
