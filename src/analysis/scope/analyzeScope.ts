/** The engine on a part of a tree set: a route, a version, an instance, a window. */
import { analyze, type AnalyzeOptions } from '../analyze';
import type { Analysis } from '../model';
import { defaultThresholds } from '../thresholds';
import { labelOf, slicesIn, treeOf, type ProfileSlice, type Scope } from './slices';
import { versionLabelOf, versionsOf, type VersionShare } from './versions';

export interface ScopeOptions extends AnalyzeOptions {
  /** null = no versions are told apart; left out = the first known version label that the slices carry */
  readonly versionLabel?: string | null;
  /** read several versions as one profile on purpose; the result says so */
  readonly blendVersions?: boolean;
}

/** How the versions of the scope were handled. */
export type VersionChoice =
  /** one version, or none is labelled */
  | { readonly kind: 'single'; readonly version: string | null }
  /** several: the newest with enough samples was read alone */
  | { readonly kind: 'newest'; readonly version: string; readonly passedOver: readonly string[] }
  /** several, none with enough samples: the one with most was read, and abstains */
  | { readonly kind: 'none-enough'; readonly version: string }
  /** several, read as one because it was asked for */
  | { readonly kind: 'blended'; readonly versions: readonly string[] };

export interface ScopedAnalysis {
  readonly scope: Scope;
  /** slices that were read */
  readonly slices: number;
  readonly choice: VersionChoice;
  /** every version of the scope, newest first; empty where none is labelled */
  readonly versions: readonly VersionShare[];
  /** `abstain` with the number of samples that are missing where the scope is too small for advice */
  readonly analysis: Analysis;
}

/**
 * @param slices  of one profile type
 * @returns the analysis of what the scope picks; of an empty scope an analysis of nothing, which abstains
 * @throws Error when the slices have different units
 */
export function analyzeScope(
  slices: readonly ProfileSlice[],
  scope: Scope,
  options: ScopeOptions = {}
): ScopedAnalysis {
  const picked = slicesIn(slices, scope);
  const label = options.versionLabel === undefined ? versionLabelOf(picked) : options.versionLabel;
  const versions = label === null ? [] : versionsOf(picked, { label, profileTypeId: options.profileTypeId });
  const choice = choose(versions, options);
  const read =
    label === null || choice.kind === 'single' || choice.kind === 'blended'
      ? picked
      : picked.filter((slice) => labelOf(slice, label) === choice.version);
  return { scope, slices: read.length, choice, versions, analysis: analyze(treeOf(read), options) };
}

function choose(versions: readonly VersionShare[], { blendVersions, thresholds }: ScopeOptions): VersionChoice {
  if (versions.length <= 1) {
    return { kind: 'single', version: versions[0]?.version ?? null };
  }
  if (blendVersions === true) {
    return { kind: 'blended', versions: versions.map(({ version }) => version) };
  }
  const floor = thresholds?.minSamplesProfile ?? defaultThresholds.minSamplesProfile;
  const enough = versions.findIndex(({ samples }) => samples >= floor);
  if (enough < 0) {
    const most = versions.reduce((best, one) => (one.samples > best.samples ? one : best));
    return { kind: 'none-enough', version: most.version };
  }
  return {
    kind: 'newest',
    version: versions[enough].version,
    passedOver: versions.slice(0, enough).map(({ version }) => version),
  };
}
