/** What the cards about one row need of the panel. */
import type { InterpolateFunction, PanelData } from '@grafana/data';
import type { AnalysisOptions, FunctionRef } from '../../analysis';
import type { Language, ProfileKind } from '../../analysis/model';
import type { Exemplar } from '../../correlate/exemplars';
import type { RefIds } from '../options';
import type { LoadedAllocations } from './allocations';
import { identityOf, resolveProfileTarget, type ProfileTarget, type SavedTarget } from '../request/profileTarget';

export interface EvidenceContext {
  readonly data: PanelData;
  readonly panelId: number;
  readonly profileTarget: SavedTarget | null;
  /** of the profile that the cards ask about */
  readonly kind: ProfileKind;
  /** of the service; what its profiler can take depends on it */
  readonly language: Language;
  /** the author's own code and thresholds, for other profiles of the service too */
  readonly analysisOptions: AnalysisOptions;
  /** stacks are hidden in the table; the stores know nothing of it */
  readonly isFiltered: boolean;
  readonly refIds: RefIds;
  /** requests in view */
  readonly exemplars: readonly Exemplar[];
  readonly timeZone: string;
  readonly replaceVariables: InterpolateFunction;
  /** read alone, which is what the table is of; null = all of them */
  readonly version: { readonly label: string; readonly value: string } | null;
  onPickExemplar(exemplar: Exemplar): void;
  /** an allocation profile was loaded for the ledger */
  onAllocations(loaded: LoadedAllocations): void;
}

export interface EvidenceCardProps {
  readonly context: EvidenceContext;
  readonly func: FunctionRef;
  /** CSS pixels of the panel's content */
  readonly width: number;
  onClose(): void;
}

type Asked = Pick<EvidenceContext, 'data' | 'profileTarget' | 'replaceVariables'>;

export const targetIn = ({ data, profileTarget, replaceVariables }: Asked): ProfileTarget | null =>
  resolveProfileTarget(profileTarget, replaceVariables, data.request?.scopedVars);

export const windowIn = ({ data: { timeRange } }: EvidenceContext) => ({
  fromMs: timeRange.from.valueOf(),
  toMs: timeRange.to.valueOf(),
});

/**
 * Identity of what is looked at: another service, profile type, data source or time range is another view, and what was
 * asked in the one before is no answer in it. Relative times count as written, so that a refresh is no other view.
 */
export function viewIn(asked: Asked): string {
  const target = targetIn(asked);
  return JSON.stringify([target && identityOf(target), asked.data.timeRange.raw]);
}

/** Grafana does not apply ad-hoc filters in a panel whose queries go to several data sources. */
export const hasOneSource = ({ request }: PanelData): boolean =>
  new Set(request?.targets.map(({ datasource }) => datasource?.uid)).size === 1;
