/** Fetches the first baseline that has enough samples. Few queries: at most a profile and a rate for each of three, and one side more. */
import type { DataFrame } from '@grafana/data';
import { defaultVerifyLimits } from '../../analysis/verify/limits';
import type { Comparison, BaselineId, ComparedSide } from '../../correlate/baseline';
import type { SidePorts } from './sidePorts';
import { samplesOfFrame } from './useVersionAlone';

/** A baseline that was tried and can't be compared with. */
export interface Tried {
  readonly id: BaselineId;
  readonly samples: number;
}

export type BaselineRead =
  | {
      readonly kind: 'found';
      readonly comparison: Comparison;
      readonly before: DataFrame;
      /** null where the profile on screen is the other side */
      readonly after: DataFrame | null;
      /** of the earlier window, by the rate query; null where it is not known or not asked */
      readonly requestsBefore: number | null;
      readonly tried: readonly Tried[];
    }
  | { readonly kind: 'none'; readonly tried: readonly Tried[] };

export async function readBaseline(
  candidates: readonly Comparison[],
  label: string | null,
  ports: SidePorts
): Promise<BaselineRead> {
  const tried: Tried[] = [];
  for (const comparison of candidates) {
    const before = await read(comparison.before, label, ports);
    const samples = before === null ? 0 : (samplesOfFrame(before) ?? Infinity);
    if (before === null || samples < defaultVerifyLimits.minSamplesBefore) {
      tried.push({ id: comparison.id, samples });
      continue;
    }
    // Told apart by time, the other side is a part of the window too.
    const isCut = comparison.id === 'before' && comparison.after.version === null;
    const after = isCut ? await read(comparison.after, label, ports) : null;
    if (isCut && after === null) {
      tried.push({ id: comparison.id, samples: 0 });
      continue;
    }
    const requestsBefore = comparison.id === 'before' ? null : await requestsOrNull(comparison.before, ports);
    return { kind: 'found', comparison, before, after, requestsBefore, tried };
  }
  return { kind: 'none', tried };
}

const read = (side: ComparedSide, label: string | null, ports: SidePorts) =>
  ports.queryProfile(side, side.version === null || label === null ? null : { label, value: side.version });

/** Metrics that can't be had are no reason to compare nothing: then it is per second. */
async function requestsOrNull(side: ComparedSide, ports: SidePorts): Promise<number | null> {
  try {
    return await ports.queryRequests(side);
  } catch {
    return null;
  }
}
