/** Why a chart is not there, in words: title, cause, next action. */
import type { RedAbsence } from '../../correlate/red';
import type { ChartKind } from './chartConfig';

export interface AbsenceText {
  readonly title: string;
  readonly cause: string;
  readonly action: string;
}

const names: Record<ChartKind, string> = { rate: 'rate', errors: 'errors', duration: 'duration' };

const quoted = (refIds: readonly string[]) => refIds.map((refId) => `“${refId}”`).join(', ');

/** null while the data is on its way: then there is nothing to say yet. */
export function absenceText(kind: ChartKind, absence: RedAbsence): AbsenceText | null {
  const name = names[kind];
  switch (absence.kind) {
    case 'loading':
      return null;
    case 'no-query':
      return {
        title: `No ${name} query`,
        cause: `This panel has no query named ${quoted(absence.refIds)}, and none that looks like it.`,
        action: 'Add one in the panel editor, or name another in the panel options.',
      };
    case 'no-data':
      return {
        title: `No ${name} data`,
        cause: `The ${absence.refIds.length === 1 ? 'query' : 'queries'} ${quoted(absence.refIds)} found no points in this window.`,
        action: 'Choose a wider time range, or check metric name and labels.',
      };
    case 'several-series':
      return {
        title: `Too many ${name} series`,
        cause: `The query ${quoted([absence.refId])} returned ${absence.series} series; they do not add up to one.`,
        action: 'Aggregate it to one series in the query.',
      };
    case 'failed':
      return {
        title: `The ${name} query failed`,
        cause: absence.message,
        action: `Check the data source of the query ${quoted([absence.refId])}, then refresh.`,
      };
  }
}
