/** What a profile type measures, in a reader's words. */
import { t } from '../../shared/ui/i18n/translate';

/** By sample type (second part of the id), the part that says what was measured. */
const labels: ReadonlyMap<string, () => string> = new Map([
  ['cpu', () => t('scope.cpu-time', 'CPU time')],
  ['wall', () => t('scope.wall-time', 'Wall time')],
  ['samples', () => t('scope.type-samples', 'Samples')],
  ['alloc_space', () => t('scope.allocated-bytes', 'Allocated bytes')],
  ['alloc_objects', () => t('scope.allocated-objects', 'Allocated objects')],
  ['inuse_space', () => t('scope.memory-in-use', 'Memory in use')],
  ['inuse_objects', () => t('scope.objects-in-use', 'Objects in use')],
  ['alloc_in_new_tlab_bytes', () => t('scope.allocated-bytes', 'Allocated bytes')],
  ['alloc_in_new_tlab_objects', () => t('scope.allocated-objects', 'Allocated objects')],
  ['goroutines', () => t('scope.goroutines', 'Goroutines')],
  ['goroutine', () => t('scope.goroutines', 'Goroutines')],
  ['lock_time', () => t('scope.lock-time', 'Lock time')],
  ['lock_count', () => t('scope.lock-count', 'Lock count')],
]);

/**
 * `process_cpu:cpu:nanoseconds:cpu:nanoseconds` → `CPU time`, `mutex:delay:…` → `Mutex delay`; what is not known is shown
 * as name and sample type, never guessed.
 */
export function profileTypeLabel(profileTypeId: string): string {
  const [name = '', sampleType = ''] = profileTypeId.split(':');
  const known = labels.get(sampleType);
  if (known !== undefined) {
    return known();
  }
  return sampleType === '' ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)} ${sampleType}`;
}
