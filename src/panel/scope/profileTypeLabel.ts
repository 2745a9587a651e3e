/** What a profile type measures, in a reader's words. */

/** By sample type (second part of the id), the part that says what was measured. */
const labels: Record<string, string> = {
  cpu: 'CPU time',
  wall: 'Wall time',
  samples: 'Samples',
  alloc_space: 'Allocated bytes',
  alloc_objects: 'Allocated objects',
  inuse_space: 'Memory in use',
  inuse_objects: 'Objects in use',
  alloc_in_new_tlab_bytes: 'Allocated bytes',
  alloc_in_new_tlab_objects: 'Allocated objects',
  goroutines: 'Goroutines',
  goroutine: 'Goroutines',
  lock_time: 'Lock time',
  lock_count: 'Lock count',
};

/**
 * `process_cpu:cpu:nanoseconds:cpu:nanoseconds` → `CPU time`, `mutex:delay:…` → `Mutex delay`; what is not known is shown
 * as name and sample type, never guessed.
 */
export function profileTypeLabel(profileTypeId: string): string {
  const [name = '', sampleType = ''] = profileTypeId.split(':');
  const known = labels[sampleType];
  if (known !== undefined) {
    return known;
  }
  return sampleType === '' ? name : `${name.charAt(0).toUpperCase()}${name.slice(1)} ${sampleType}`;
}
