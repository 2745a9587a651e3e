/**
 * The numbers that decide whether a change is a change, in one table; `docs/verify.md` prints it.
 */
import type { VerifyLimits } from './model';

export interface VerifyLimitEntry {
  readonly key: keyof VerifyLimits;
  readonly value: number;
  readonly meaning: string;
  readonly source: string;
}

const METHOD = 'Fix Layer method';

export const VERIFY_LIMIT_TABLE: readonly VerifyLimitEntry[] = [
  {
    key: 'dispersion',
    value: 1,
    meaning: 'Variance of sample counts over that of independent samples, where no sub-windows are given.',
    source: 'Measured: functions in 34 windows of 30 s of one service, median 0.5 to 1.0',
  },
  {
    key: 'drift',
    value: 0.08,
    meaning:
      'Half width (log scale, 95 %) of what a host alone does to cost per request between two windows; added to each interval as independent noise.',
    source:
      'Measured: two runs of one program on a busy two-core host differ by up to 7 %; 8, so that frame and headline together alarm in under 5 %',
  },
  {
    key: 'minWindows',
    value: 8,
    meaning: 'Sub-windows of both sides together from which the dispersion is measured.',
    source: METHOD,
  },
  {
    key: 'rateLow',
    value: 0.8,
    meaning: 'Smallest ratio of request rates, after ÷ before, that can be compared.',
    source: METHOD,
  },
  { key: 'rateHigh', value: 1.25, meaning: 'Largest ratio of request rates that can be compared.', source: METHOD },
  {
    key: 'routeMix',
    value: 0.02,
    meaning: 'Largest Jensen–Shannon divergence (bits) of the requests by route.',
    source: METHOD,
  },
  {
    key: 'errorRise',
    value: 0.01,
    meaning: 'Rise of the share of failed requests from which it fails.',
    source: METHOD,
  },
  {
    key: 'minSamplesBefore',
    value: 200,
    meaning: 'Samples before the change without which nothing is judged.',
    source: METHOD,
  },
  {
    key: 'cautionSamples',
    value: 1000,
    meaning: 'Samples before the change below which the answer carries a caution.',
    source: 'PerfView: at least 1 000 samples, better 5 000',
  },
  {
    key: 'movedShare',
    value: 0.01,
    meaning: 'Change of a function, as a share of the total cost before, from which it is named.',
    source: METHOD,
  },
  {
    key: 'movedFalseRate',
    value: 0.1,
    meaning: 'Share of wrongly named functions that is accepted among all named ones (Benjamini–Hochberg).',
    source: 'Benjamini and Hochberg 1995',
  },
];

export const defaultVerifyLimits: VerifyLimits = Object.freeze(
  Object.fromEntries(VERIFY_LIMIT_TABLE.map(({ key, value }) => [key, value])) as Record<keyof VerifyLimits, number>
);
