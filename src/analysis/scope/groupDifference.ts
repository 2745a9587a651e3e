/**
 * What the requests of one group do that those of another don't: exclusive cost of each owned function per request, in
 * both groups, with an interval of the difference.
 *
 *   exclusive cost   own self plus the outside code it calls itself, so that a difference is named once, where it is made,
 *                    and not again at every caller above it
 *   per request      never a share: a group that does more of everything differs everywhere, and the table says so
 *
 * The unit of chance is the *request*, not the sample: a slow request brings a burst of samples of one function, and of a
 * function that one request in a hundred runs, two more are chance. Merged profiles don't show how requests differ, so
 * each group comes in batches (some requests each, in no particular order) and the spread between batches is measured.
 */
import type { CallTree } from '../../profiles/callTree';
import { buildContext, type AnalyzeOptions } from '../analyze';
import { exclusiveOf } from '../exclusive';
import type { FunctionRef } from '../model';
import { OWNED } from '../codes';
import { benjaminiHochberg } from '../verify/rateRatio';
import { compareMeans, type Mean } from './welch';

/** Profiles of some requests, merged. */
export interface RequestBatch {
  readonly tree: CallTree;
  /** requests in it, ≥ 1 */
  readonly requests: number;
}

export interface FunctionDifference {
  readonly func: FunctionRef;
  /** mean cost per request, in `unit` */
  readonly inGroup: number;
  readonly elsewhere: number;
  /** `inGroup − elsewhere` with its 95 % interval */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** survives the correction for the number of functions compared (Benjamini–Hochberg, q = 0.1) and is worth a look */
  readonly differs: boolean;
}

export interface GroupDifference {
  readonly unit: string;
  readonly groupRequests: number;
  readonly otherRequests: number;
  readonly groupSamples: number;
  readonly otherSamples: number;
  /** mean cost of a whole request, in `unit` */
  readonly groupTotal: number;
  readonly otherTotal: number;
  /** surest and largest first: by the end of the interval that is nearer to 0 */
  readonly functions: readonly FunctionDifference[];
  /** `no-difference`: nothing that the two groups do differs beyond chance */
  readonly answer: 'different' | 'no-difference' | 'too-few-batches';
}

/** A difference below this part of a request's whole cost is not worth a line, however sure. */
export const MIN_PART = 0.02;
/** False discovery rate of the list. */
export const FALSE_DISCOVERIES = 0.1;
/** Fewer batches in either group don't show how requests differ: then costs are given, and no difference is claimed. */
export const MIN_BATCHES = 4;
/** More batches cost more questions and tell little more. */
export const GOOD_BATCHES = 8;

/**
 * @param group  batches of the requests in question, @param others of those they are compared with; same unit
 * @returns every owned function that costs something in either group; a group without requests gives an empty table
 *
 * Θ(nodes of all batches).
 */
export function groupDifference(
  group: readonly RequestBatch[],
  others: readonly RequestBatch[],
  options: AnalyzeOptions = {}
): GroupDifference {
  const a = collect(group, options);
  const b = collect(others, options);
  const enough = Math.min(a.exposure.length, b.exposure.length) >= MIN_BATCHES;
  const groupTotal = meanOf(a, a.totals).mean;
  const otherTotal = meanOf(b, b.totals).mean;
  const worth = MIN_PART * Math.max(groupTotal, otherTotal);
  const compared = [...new Map([...a.costs, ...b.costs]).values()].map(({ func }) => {
    const inGroup = meanOf(a, a.costs.get(func.key)?.weights ?? []);
    const elsewhere = meanOf(b, b.costs.get(func.key)?.weights ?? []);
    const compared = compareMeans(...atLeastPooled(inGroup, a.requests, elsewhere, b.requests));
    return { func, inGroup: inGroup.mean, elsewhere: elsewhere.mean, ...compared };
  });
  const believed = enough
    ? benjaminiHochberg(
        compared.map(({ p }) => p),
        FALSE_DISCOVERIES
      )
    : -1;
  const functions = compared
    .map(({ p, ...one }): FunctionDifference => ({
      ...one,
      differs: p <= believed && Math.abs(one.difference) >= worth,
    }))
    .sort((x, y) => sureness(y) - sureness(x) || Math.abs(y.difference) - Math.abs(x.difference));
  return {
    unit: a.unit || b.unit,
    groupRequests: a.requests,
    otherRequests: b.requests,
    groupSamples: a.samples,
    otherSamples: b.samples,
    groupTotal,
    otherTotal,
    functions,
    answer: !enough ? 'too-few-batches' : functions.some(({ differs }) => differs) ? 'different' : 'no-difference',
  };
}

/** Distance of the interval from "no difference"; negative where it holds 0. */
const sureness = ({ difference, low, high }: FunctionDifference) => (difference >= 0 ? low : -high);

interface Collected {
  readonly unit: string;
  readonly requests: number;
  readonly samples: number;
  readonly quantum: number;
  /** batch → requests, batch → weight of everything */
  readonly exposure: readonly number[];
  readonly totals: readonly number[];
  /** key of the function → weight by batch */
  readonly costs: ReadonlyMap<string, { readonly func: FunctionRef; readonly weights: readonly number[] }>;
}

function collect(batches: readonly RequestBatch[], options: AnalyzeOptions): Collected {
  const costs = new Map<string, { func: FunctionRef; weights: number[] }>();
  const totals: number[] = [];
  let samples = 0;
  batches.forEach(({ tree }, batch) => {
    const { facts, exclusive, total, samples: found } = buildContext(tree, options);
    totals.push(total);
    samples += found;
    for (let f = 0; f < facts.ownership.length; f++) {
      const weight = facts.ownership[f] === OWNED ? exclusiveOf(exclusive, f) : 0;
      if (weight > 0) {
        const func = facts.ref(f);
        const known = costs.get(func.key) ?? { func, weights: new Array<number>(batches.length).fill(0) };
        known.weights[batch] += weight;
        costs.set(func.key, known);
      }
    }
  });
  const exposure = batches.map(({ requests }) => requests);
  const whole = sum(totals);
  return {
    unit: batches[0]?.tree.unit ?? '',
    requests: sum(exposure),
    samples,
    quantum: samples > 0 ? whole / samples : 0,
    exposure,
    totals,
    costs,
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Mean cost per request with the variance of that mean: ratio estimator over batches, Σw ÷ Σn, from the residuals
 * w − mean·n (Cochran, Sampling Techniques, 6.3). Never below what counting alone gives, with one sample as the least:
 * "not seen in 20 requests" is not "never".
 */
function meanOf({ exposure, requests, quantum }: Collected, weights: readonly number[]): Mean {
  const freedom = Math.max(1, exposure.length - 1);
  if (requests === 0) {
    return { mean: 0, variance: 0, freedom };
  }
  const mean = sum(weights) / requests;
  const counted = (quantum * Math.max(mean, quantum / requests)) / requests;
  const residuals = exposure.map((n, i) => ((weights[i] ?? 0) - mean * n) ** 2);
  const spread = (sum(residuals) * exposure.length) / freedom / (requests * requests);
  return { mean, variance: Math.max(spread, counted), freedom };
}

/**
 * What one request in a hundred does may be missing in a small group, whose spread is then nothing. If the groups were
 * alike, each would spread as both together do: neither mean is taken for surer than that.
 */
function atLeastPooled(a: Mean, requestsA: number, b: Mean, requestsB: number): [Mean, Mean] {
  const pooled = (a.variance * requestsA ** 2 + b.variance * requestsB ** 2) / (requestsA + requestsB);
  const widened = (one: Mean, requests: number) => ({ ...one, variance: Math.max(one.variance, pooled / requests) });
  return requestsA > 0 && requestsB > 0 ? [widened(a, requestsA), widened(b, requestsB)] : [a, b];
}
