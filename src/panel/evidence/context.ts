/** What the cards about one row need of the panel. */
import type { InterpolateFunction, PanelData } from '@grafana/data';
import type { FunctionRef } from '../../analysis';
import type { Exemplar } from '../../correlate/exemplars';
import type { RefIds } from '../options';
import { resolveProfileTarget, type ProfileTarget, type SavedTarget } from '../request/profileTarget';

export interface EvidenceContext {
  readonly data: PanelData;
  readonly panelId: number;
  readonly profileTarget: SavedTarget | null;
  readonly refIds: RefIds;
  /** requests in view */
  readonly exemplars: readonly Exemplar[];
  readonly timeZone: string;
  readonly replaceVariables: InterpolateFunction;
  onPickExemplar(exemplar: Exemplar): void;
}

export interface EvidenceCardProps {
  readonly context: EvidenceContext;
  readonly func: FunctionRef;
  /** CSS pixels of the panel's content */
  readonly width: number;
  onClose(): void;
}

export const targetIn = ({ data, profileTarget, replaceVariables }: EvidenceContext): ProfileTarget | null =>
  resolveProfileTarget(profileTarget, replaceVariables, data.request?.scopedVars);

export const windowIn = ({ data: { timeRange } }: EvidenceContext) => ({
  fromMs: timeRange.from.valueOf(),
  toMs: timeRange.to.valueOf(),
});
