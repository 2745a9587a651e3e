/**
 * Did the fix work? Two profiles, their load and the edited frame in, one verdict with its arithmetic out.
 *
 * Judged per unit of load: a share falls when others rise, and rises when others fall (a fix of one function raises the
 * share of every other). The frame and the headline are the two tests announced beforehand, each at 95 %; what else
 * moved is a list with a bounded share of false names.
 */
import { findChanges, type ComparedCosts } from './changes';
import { prepareSide, weightThrough } from './costs';
import { type CountedWindow, measureDispersion } from './dispersion';
import { resolveFrame, type ResolvedFrame } from './frame';
import { checkGates } from './gates';
import { judgeCost, judgeMetric } from './headline';
import { defaultVerifyLimits } from './limits';
import { findWhatMasks } from './masked';
import {
  type CostChange,
  VERIFY_VERSION,
  type VerifyCaution,
  type VerifyInput,
  type VerifyLimits,
  type VerifyReport,
  type VerifyWindow,
} from './model';
import { checkLoad, compareSides, costChange, type Sides } from './sides';
import { decideVerdict } from './verdictTable';

/**
 * @returns plain data; same input, same output
 * @throws VerifyInputError where the sides can't be compared or the frame is in neither
 *
 * Θ(nodes) for both trees; the functions of both are hashed once.
 */
export function verifyFix(input: VerifyInput): VerifyReport {
  checkLoad(input.requestsBefore, 'before');
  checkLoad(input.requestsAfter, 'after');
  const limits = { ...defaultVerifyLimits, ...input.limits };
  const sides = compareSides(input.before, input.after, input);
  const frame = resolveFrame(input.frame, sides.pairing);
  const windows = countWindows(input, sides, frame);
  const enoughWindows = windows.count >= limits.minWindows;
  const local = judge(input, { sides, limits, through: frame, windows: enoughWindows ? windows.frame : null });
  const total = judge(input, { sides, limits, through: null, windows: enoughWindows ? windows.total : null });
  const metric = input.headline ? judgeMetric(input.headline, limits.drift) : null;
  const headline = metric?.headline ?? judgeCost(total);
  const gates = checkGates(input, sides.before.total / sides.before.quantum, limits);
  const verdict = decideVerdict({
    local: local.change,
    headline: headline.change,
    costFell: metric !== null && total.change === 'shrank',
    comparable: gates.every(({ status }) => status !== 'failed'),
  });
  const costs: ComparedCosts = {
    ...sides,
    loads: { before: input.requestsBefore, after: input.requestsAfter },
    dispersion: total.dispersion,
    limits,
  };
  return {
    version: VERIFY_VERSION,
    verdict,
    frame: frame.found,
    local,
    headline,
    total,
    gates,
    cautions: collectCautions({
      limits,
      samples: total.samplesBefore,
      windows: windows.count,
      headline,
      tooFew: metric?.tooFew ?? false,
    }),
    masked: verdict === 'masked' ? findWhatMasks(input, sides, frame) : null,
    ...findChanges(costs, frame.pairs),
    kind: sides.kind,
    unit: input.before.unit,
    limits,
  };
}

/** Change of the frame's cost per request, or of the total's. */
function judge(
  { requestsBefore, requestsAfter }: VerifyInput,
  {
    sides: { before, after },
    limits,
    through,
    windows,
  }: {
    sides: Sides;
    limits: VerifyLimits;
    through: ResolvedFrame | null;
    windows: ReadonlyArray<readonly CountedWindow[]> | null;
  }
): VerifyReport['local'] {
  const weightBefore = through === null ? before.total : weightThrough(before.tree, through.before);
  const weightAfter = through === null ? after.total : weightThrough(after.tree, through.after);
  const measured = windows === null ? null : measureDispersion(windows);
  const dispersionFrom: CostChange['dispersionFrom'] = measured === null ? 'default' : 'windows';
  return costChange(
    {
      samplesBefore: weightBefore / before.quantum,
      samplesAfter: weightAfter / after.quantum,
      scale: (after.quantum * requestsBefore) / (before.quantum * requestsAfter),
      dispersion: measured ?? limits.dispersion,
      drift: limits.drift,
    },
    { costBefore: weightBefore / requestsBefore, costAfter: weightAfter / requestsAfter, dispersionFrom }
  );
}

interface CountedWindows {
  readonly count: number;
  readonly frame: ReadonlyArray<readonly CountedWindow[]>;
  readonly total: ReadonlyArray<readonly CountedWindow[]>;
}

function countWindows(
  { windowsBefore = [], windowsAfter = [], ownedPrefixes }: VerifyInput,
  sides: Sides,
  frame: ResolvedFrame
): CountedWindows {
  const names = new Set([...frame.found.before, ...frame.found.after]);
  const count = (window: VerifyWindow) => {
    checkLoad(window.requests, 'of a sub-window');
    const { tree, quantum } = prepareSide(window.tree, {
      language: sides.pairing.language,
      kind: sides.kind,
      ownedPrefixes,
    });
    const isAsked = Uint8Array.from(tree.functions.name, (name) => (names.has(name) ? 1 : 0));
    const { requests } = window;
    return {
      frame: { samples: weightThrough(tree, isAsked) / quantum, requests },
      total: { samples: tree.total / quantum, requests },
    };
  };
  const counted = [windowsBefore, windowsAfter].map((windows) => windows.map(count));
  return {
    count: windowsBefore.length + windowsAfter.length,
    frame: counted.map((windows) => windows.map((window) => window.frame)),
    total: counted.map((windows) => windows.map((window) => window.total)),
  };
}

function collectCautions({
  limits,
  samples,
  windows,
  headline,
  tooFew,
}: {
  limits: VerifyLimits;
  samples: number;
  windows: number;
  headline: VerifyReport['headline'];
  tooFew: boolean;
}): readonly VerifyCaution[] {
  const cautions: VerifyCaution[] = [];
  if (samples >= limits.minSamplesBefore && samples < limits.cautionSamples) {
    cautions.push({ kind: 'few-samples', samples, limit: limits.cautionSamples });
  }
  if (headline.metric === 'cost-per-request') {
    cautions.push({ kind: 'no-metric' });
  } else if (tooFew) {
    cautions.push({ kind: 'few-values', before: headline.countBefore, after: headline.countAfter });
  }
  if (windows > 0 && windows < limits.minWindows) {
    cautions.push({ kind: 'too-few-windows', windows, limit: limits.minWindows });
  }
  return cautions;
}
