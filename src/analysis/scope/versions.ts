/**
 * Versions of a service inside one window. Two versions are two programs: a profile of both answers for neither, so the
 * newest one with enough samples is read alone, and the others are named.
 */
import { countSamples } from '../quality';
import { labelOf, treeOf, type ProfileSlice } from './slices';

/** Labels that hold the deployed version, the most telling first (OpenTelemetry's, Pyroscope's, Kubernetes' names). */
export const VERSION_LABELS = [
  'service_version',
  'service.version',
  'version',
  'app_version',
  'app_kubernetes_io_version',
  'service_git_ref',
  'git_commit',
  'release',
] as const;

export interface VersionShare {
  /** '' for slices without the label */
  readonly version: string;
  readonly samples: number;
  /** when it was first and last seen, epoch milliseconds */
  readonly firstMs: number;
  readonly lastMs: number;
}

/** The version label of these slices: the first known one that any of them carries; null where none does. */
export const versionLabelOf = (slices: readonly ProfileSlice[]): string | null =>
  VERSION_LABELS.find((label) => slices.some((slice) => labelOf(slice, label) !== '')) ?? null;

/**
 * Versions, newest first. The newest is the one that was *first seen* last: names of versions can't be ordered (hashes,
 * branches), and after a rollback the old name is what serves; the one seen longest then decides.
 */
export function versionsOf(
  slices: readonly ProfileSlice[],
  { label, profileTypeId }: { label: string; profileTypeId?: string | null }
): readonly VersionShare[] {
  const byVersion = new Map<string, ProfileSlice[]>();
  for (const slice of slices) {
    const version = labelOf(slice, label);
    byVersion.set(version, [...(byVersion.get(version) ?? []), slice]);
  }
  return [...byVersion]
    .map(([version, own]): VersionShare => ({
      version,
      samples: countSamples(treeOf(own), profileTypeId),
      firstMs: own.reduce((first, { fromMs }) => Math.min(first, fromMs), Infinity),
      lastMs: own.reduce((last, { toMs }) => Math.max(last, toMs), -Infinity),
    }))
    .sort((a, b) => b.firstMs - a.firstMs || b.lastMs - a.lastMs || (a.version < b.version ? 1 : -1));
}
