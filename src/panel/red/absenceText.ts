/** Why a chart is not there, in words: title, cause, next action. */
import type { RedAbsence } from '../../correlate/red';
import { t } from '../../shared/ui/i18n/translate';
import type { ChartKind } from './chartConfig';

export interface AbsenceText {
  readonly title: string;
  readonly cause: string;
  readonly action: string;
}

const names = (): Record<ChartKind, string> => ({
  rate: t('red.rate-query', 'rate'),
  errors: t('red.errors-query', 'errors'),
  duration: t('red.duration-query', 'duration'),
});

const quoted = (refIds: readonly string[]) => refIds.map((refId) => `“${refId}”`).join(', ');

/** null while the data is on its way: then there is nothing to say yet. */
export function absenceText(kind: ChartKind, absence: RedAbsence): AbsenceText | null {
  const name = names()[kind];
  switch (absence.kind) {
    case 'loading':
      return null;
    case 'no-query':
      return {
        title: t('red.no-query', 'No {{name}} query', { name }),
        cause: t(
          'red.this-panel-has-no-query',
          'This panel has no query named {{refIds}}, and none that looks like it.',
          { refIds: quoted(absence.refIds) }
        ),
        action: t('red.add-one-in-the-panel', 'Add one in the panel editor, or name another in the panel options.'),
      };
    case 'no-data':
      return {
        title: t('red.no-data', 'No {{name}} data', { name }),
        cause: t('red.found-no-points', '', {
          count: absence.refIds.length,
          queries: quoted(absence.refIds),
          defaultValue_one: 'The query {{queries}} found no points in this window.',
          defaultValue_other: 'The queries {{queries}} found no points in this window.',
        }),
        action: t('red.choose-a-wider-time-range', 'Choose a wider time range, or check metric name and labels.'),
      };
    case 'several-series':
      return {
        title: t('red.too-many-series', 'Too many {{name}} series', { name }),
        cause: t(
          'red.the-query-returned-series-they',
          'The query {{query}} returned {{series}} series; they do not add up to one.',
          { query: quoted([absence.refId]), series: absence.series }
        ),
        action: t('red.aggregate-it-to-one-series', 'Aggregate it to one series in the query.'),
      };
    case 'failed':
      return {
        title: t('red.the-query-failed', 'The {{name}} query failed', { name }),
        cause: absence.message,
        action: t('red.check-the-data-source-of-part', 'Check the data source of the {{name}} query, then refresh.', {
          name,
        }),
      };
  }
}
