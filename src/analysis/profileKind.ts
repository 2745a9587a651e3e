/**
 * What a profile measures, told by its type id, else by unit and sample type (names as Pyroscope and pprof use them).
 */
import type { CallTree, ReadonlyFloat64Array } from '../profiles/callTree';
import type { ProfileKind } from './model';

/**
 * First match wins. Against `<name>:<sample type>`; names that Pyroscope's agents and pprof's producers send.
 */
const KIND_BY_NAME: ReadonlyArray<readonly [RegExp, ProfileKind]> = [
  [/^mutex/, 'mutex'],
  // Java's and .NET's lock profiles charge the thread that waits, as Go's block profile does.
  [/^block|:block_|^lock|lock[_-](time|count|duration)/, 'block'],
  [/:(delay|contentions)$/, 'block'],
  [/goroutine/, 'goroutine'],
  [/inuse|:live|heap_live/, 'inuse'],
  [/alloc/, 'alloc'],
  [/^wall:cpu$|:cpu$|^process_cpu|^cpu|:itimer|on_cpu/, 'cpu'],
  [/^wall|:wall$|wall/, 'wall'],
  [/exceptions/, 'other'],
];

/**
 * @param profileTypeId  `name:sampleType:sampleUnit:periodType:periodUnit` as Pyroscope writes it, or null
 * @param unit           unit of the weights: nanoseconds, bytes, count, …
 * @param sampleType     as the profile names it: cpu, wall, alloc_space, …; '' where unknown
 */
export function profileKindOf(profileTypeId: string | null | undefined, unit: string, sampleType: string): ProfileKind {
  const parts = (profileTypeId ?? '').split(':');
  const candidates = parts.length >= 2 ? [`${parts[0]}:${parts[1]}`] : [];
  if (sampleType !== '') {
    candidates.push(`:${sampleType}`);
  }
  for (const candidate of candidates) {
    const found = KIND_BY_NAME.find(([pattern]) => pattern.test(candidate));
    if (found !== undefined) {
      return found[1];
    }
  }
  if (unit === 'bytes') {
    return 'alloc';
  }
  return isTimeUnit(unit) || sampleType === 'samples' || sampleType === '' ? 'cpu' : 'other';
}

const TIME_UNITS = new Set(['nanoseconds', 'microseconds', 'milliseconds', 'seconds', 'ns', 'us', 'ms', 's']);
export const isTimeUnit = (unit: string): boolean => TIME_UNITS.has(unit);

/** Go's mutex profile charges the holder, at Unlock; its block profile the waiter. Both call their weights alike. */
const HOLDER = /\)\.R?Unlock$/;

/** As {@link profileKindOf}; a contention profile without a type id is told by where its stacks end. */
export function kindOfTree(
  tree: CallTree,
  profileTypeId: string | null | undefined,
  self: ReadonlyFloat64Array
): ProfileKind {
  const kind = profileKindOf(profileTypeId, tree.unit, tree.sampleType);
  if (kind !== 'block' || (profileTypeId ?? '') !== '') {
    return kind;
  }
  let held = 0;
  for (let f = 0; f < tree.functions.length; f++) {
    held += HOLDER.test(tree.functions.name[f]) ? self[f] : 0;
  }
  return held >= 0.5 * tree.total ? 'mutex' : 'block';
}
