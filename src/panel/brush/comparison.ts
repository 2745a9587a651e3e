/** One comparison of requests, from the question to the answer: what is fetched, computed and kept. */
import type { DataFrame } from '@grafana/data';
import type { AnalysisOptions, GroupDifference } from '../../analysis';
import { GOOD_BATCHES, MIN_BATCHES } from '../../analysis/scope/groupDifference';
import type { Exemplar } from '../../correlate/exemplars';
import { chooseGroups, type Region, type RequestGroups } from '../../correlate/requestGroups';
import { describeProfileFrame } from '../../shared/ui/frames/profileSource';
import type { BatchProfile, CompareTask } from '../analysis/tasks';
import { readProfile } from '../analysis/useAnalysis';
import { loadBatches, type LoadInput } from './loadBatches';

/** Requests merged into one answer; with eight answers a side, at most 96 requests of each are read. */
const PER_BATCH = 12;
export const MOST_REQUESTS = GOOD_BATCHES * PER_BATCH;
export const FEWEST_REQUESTS = MIN_BATCHES;

export interface Question {
  /** what was drawn on the chart; null where the list of slow requests asks */
  readonly region: Region | null;
  /** the requests in question */
  readonly picked: readonly Exemplar[];
  /** every request in view, the picked ones among them */
  readonly all: readonly Exemplar[];
}

/** Why there is nothing to compare. */
export type Nothing = 'no-requests' | 'no-others' | 'no-samples' | 'traces-only';

export interface Comparison {
  readonly kind: 'compared';
  readonly groups: RequestGroups;
  readonly difference: GroupDifference;
  /** mean observed duration, in seconds */
  readonly groupSeconds: number;
  readonly otherSeconds: number;
  readonly queries: number;
}

export type ComparisonAnswer = Comparison | { readonly kind: 'nothing'; readonly why: Nothing };

export interface ComparePorts extends LoadInput {
  compute(task: CompareTask): Promise<GroupDifference>;
}

export interface CompareSetup {
  readonly options: AnalysisOptions;
  readonly profileTypeId: string | null;
}

/** @throws what the ports throw */
export async function compareRequests(
  { picked, all }: Question,
  { options, profileTypeId }: CompareSetup,
  ports: ComparePorts
): Promise<ComparisonAnswer> {
  const groups = chooseGroups(picked, all, { batches: GOOD_BATCHES, perBatch: PER_BATCH });
  if (groups.groupUsed === 0 || groups.othersUsed === 0) {
    return { kind: 'nothing', why: picked.length === 0 ? 'no-requests' : 'no-others' };
  }
  const loaded = await loadBatches(groups, ports);
  if (loaded === null) {
    return { kind: 'nothing', why: 'traces-only' };
  }
  const profiles = (batches: typeof loaded.group) =>
    batches.map(({ frame, requests }): BatchProfile => ({ profile: profileOf(frame, profileTypeId), requests }));
  const group = profiles(loaded.group);
  const others = profiles(loaded.others);
  if ([...group, ...others].every(({ profile }) => profile === null)) {
    return { kind: 'nothing', why: 'no-samples' };
  }
  const difference = await ports.compute({
    kind: 'compare',
    group,
    others,
    options: { ...options, profileTypeId },
  });
  return {
    kind: 'compared',
    groups,
    difference,
    groupSeconds: meanSeconds(groups.group),
    otherSeconds: meanSeconds(groups.others),
    queries: loaded.queries,
  };
}

const profileOf = (frame: DataFrame | null, profileTypeId: string | null) =>
  frame === null ? null : readProfile(describeProfileFrame(frame, { profileTypeId })).profile;

function meanSeconds(batches: ReadonlyArray<readonly Exemplar[]>): number {
  const requests = batches.flat();
  return requests.reduce((sum, { valueSeconds }) => sum + valueSeconds, 0) / Math.max(1, requests.length);
}

const MAX_KEPT = 8;
const kept = new Map<string, Comparison>();

/** Comparisons that were made before on this page; bounded, oldest out. */
export const keptComparison = (key: string): Comparison | undefined => kept.get(key);

export function keepComparison(key: string, comparison: Comparison): void {
  kept.delete(key);
  kept.set(key, comparison);
  const [oldest] = kept.keys();
  if (kept.size > MAX_KEPT) {
    kept.delete(oldest);
  }
}

export function clearComparisons(): void {
  kept.clear();
}
