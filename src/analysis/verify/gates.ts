/** May the two sides be compared at all? What was not given is not checked, and the answer says so. */
import { formatSamples, formatShare } from '../../shared/lib/format';
import type { Gate, RouteMix, VerifyInput, VerifyLimits } from './model';

export function checkGates(input: VerifyInput, samplesBefore: number, limits: VerifyLimits): readonly Gate[] {
  return [
    checkSamples(samplesBefore, limits),
    checkRate(input, limits),
    checkRoutes(input, limits),
    checkErrors(input, limits),
  ];
}

/** Only the side before: one that shrank because the fix is good has few samples. */
function checkSamples(samples: number, { minSamplesBefore }: VerifyLimits): Gate {
  const count = `${formatSamples(samples)} samples before the change`;
  return samples >= minSamplesBefore
    ? { gate: 'samples', status: 'passed', value: samples, why: `${count}.` }
    : {
        gate: 'samples',
        status: 'failed',
        value: samples,
        why: `${count} show nothing: profile at least ${formatSamples(minSamplesBefore)}.`,
      };
}

function checkRate({ rateBefore, rateAfter }: VerifyInput, { rateLow, rateHigh }: VerifyLimits): Gate {
  if (!isGiven(rateBefore) || !isGiven(rateAfter)) {
    return notChecked('request-rate', 'The request rates were not given.');
  }
  const ratio = rateBefore > 0 ? rateAfter / rateBefore : Infinity;
  const said = `The request rate after the change is ${Number.isFinite(ratio) ? ratio.toFixed(2) : 'far more than 2'} times the one before`;
  return ratio >= rateLow && ratio <= rateHigh
    ? { gate: 'request-rate', status: 'passed', value: ratio, why: `${said}.` }
    : {
        gate: 'request-rate',
        status: 'failed',
        value: Number.isFinite(ratio) ? ratio : null,
        why: `${said}: compare windows of like load (${rateLow} to ${rateHigh}).`,
      };
}

function checkRoutes({ routeMixBefore, routeMixAfter }: VerifyInput, { routeMix }: VerifyLimits): Gate {
  if (!isGiven(routeMixBefore) || !isGiven(routeMixAfter)) {
    return notChecked('route-mix', 'The requests by route were not given.');
  }
  const divergence = jensenShannon(routeMixBefore, routeMixAfter);
  if (divergence === null) {
    return notChecked('route-mix', 'One side has no requests by route.');
  }
  const said = `The requests by route are ${formatShare(1 - divergence)} alike`;
  return divergence <= routeMix
    ? { gate: 'route-mix', status: 'passed', value: divergence, why: `${said}.` }
    : {
        gate: 'route-mix',
        status: 'failed',
        value: divergence,
        why: `${said}, less than ${formatShare(1 - routeMix)}: compare one route, or windows of like traffic.`,
      };
}

function checkErrors({ errorsBefore, errorsAfter }: VerifyInput, { errorRise }: VerifyLimits): Gate {
  if (!isGiven(errorsBefore) || !isGiven(errorsAfter)) {
    return notChecked('errors', 'The error ratios were not given.');
  }
  const rise = errorsAfter - errorsBefore;
  const said = `Failed requests went from ${formatShare(errorsBefore)} to ${formatShare(errorsAfter)}`;
  return rise < errorRise
    ? { gate: 'errors', status: 'passed', value: rise, why: `${said}.` }
    : {
        gate: 'errors',
        status: 'failed',
        value: rise,
        why: `${said}: a request that fails early is cheap, so mend the errors first.`,
      };
}

const notChecked = (gate: Gate['gate'], why: string): Gate => ({ gate, status: 'not-checked', value: null, why });

const isGiven = <Value>(value: Value | null | undefined): value is Value => value !== null && value !== undefined;

/**
 * Jensen–Shannon divergence of two mixes in bits: 0 = the same shares, 1 = no route in common. Null where a side has no
 * weight.
 */
export function jensenShannon(before: RouteMix, after: RouteMix): number | null {
  const total = (mix: RouteMix) => Object.values(mix).reduce((sum, weight) => sum + weight, 0);
  const [totalBefore, totalAfter] = [total(before), total(after)];
  if (!(totalBefore > 0 && totalAfter > 0)) {
    return null;
  }
  let divergence = 0;
  for (const route of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const p = (before[route] ?? 0) / totalBefore;
    const q = (after[route] ?? 0) / totalAfter;
    const middle = (p + q) / 2;
    divergence += p > 0 ? (p / 2) * Math.log2(p / middle) : 0;
    divergence += q > 0 ? (q / 2) * Math.log2(q / middle) : 0;
  }
  return Math.max(0, divergence);
}
