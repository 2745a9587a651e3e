/** A row's change in words. */
import { formatChange, formatChangeInterval, type RowChange } from '../../analysis';
import { formatSamples, formatWeight } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import type { TableChanges } from './tableChanges';

/** Word in the cell: `New`, `Gone`, else the change. */
export function rowChangeText({ status, ratio }: RowChange): string {
  return status === 'new' ? t('change.new', 'New') : formatChange(ratio);
}

/** How a row's change is made up. */
export function rowChangeDetail(
  { costBefore, costAfter, samplesBefore, samplesAfter, status, ...interval }: RowChange,
  { unit, per, against }: Pick<TableChanges, 'unit' | 'per' | 'against'>
): string {
  const values = {
    before: formatWeight(costBefore, unit),
    after: formatWeight(costAfter, unit),
    interval: formatChangeInterval(interval),
    samplesBefore: formatSamples(samplesBefore),
    samplesAfter: formatSamples(samplesAfter),
    against,
  };
  if (per === 'request') {
    return status === 'same'
      ? t(
          'change.row-per-request-within-chance',
          '{{before}} to {{after}} per request, 95 % interval {{interval}}, from {{samplesBefore}} and {{samplesAfter}} samples. Within chance. Against {{against}}.',
          values
        )
      : t(
          'change.row-per-request-beyond-chance',
          '{{before}} to {{after}} per request, 95 % interval {{interval}}, from {{samplesBefore}} and {{samplesAfter}} samples. Beyond chance. Against {{against}}.',
          values
        );
  }
  return status === 'same'
    ? t(
        'change.row-per-second-within-chance',
        '{{before}} to {{after}} per second, 95 % interval {{interval}}, from {{samplesBefore}} and {{samplesAfter}} samples. Within chance. Against {{against}}.',
        values
      )
    : t(
        'change.row-per-second-beyond-chance',
        '{{before}} to {{after}} per second, 95 % interval {{interval}}, from {{samplesBefore}} and {{samplesAfter}} samples. Beyond chance. Against {{against}}.',
        values
      );
}
