/**
 * The one option of every decoder: which sample type is meant.
 *
 * Formats that hold several types (pprof) take it as a choice, formats that state their one type (V8) check it, and
 * formats that state none (folded stacks, Pyroscope's names-only answers) take it as the statement they lack.
 */
import { type ProfileFormat, ProfileFormatError, quoted } from './profileFormatError';

export interface SampleTypeOptions {
  /** e.g. `alloc_space`, or a Pyroscope profile type id such as `process_cpu:cpu:nanoseconds:cpu:nanoseconds` */
  readonly sampleType?: string;
  /** without `sampleType`: types to take before a file's default, the first that the file has */
  readonly preferredTypes?: readonly string[];
}

/** The type's name alone, of a name or of a profile type id (`name:type:unit:period type:period unit`). */
export function sampleTypeName(sampleType: string): string {
  const parts = sampleType.split(':');
  return parts.length >= 3 ? parts[1] : sampleType;
}

export interface StatedType {
  readonly sampleType?: string;
  readonly unit?: string;
}

/** What the option says of a profile that states no type itself; a unit only where a whole type id gives it. */
export function statedType(sampleType: string | undefined): StatedType {
  if (sampleType === undefined) {
    return {};
  }
  const parts = sampleType.split(':');
  return parts.length >= 3 ? { sampleType: parts[1], unit: parts[2] } : { sampleType };
}

/** Units in which Pyroscope keeps the types of these names. */
const PYROSCOPE_UNITS = new Map([
  ['cpu', 'nanoseconds'],
  ['wall', 'nanoseconds'],
  ['delay', 'nanoseconds'],
  ['alloc_space', 'bytes'],
  ['inuse_space', 'bytes'],
  ['alloc_objects', 'count'],
  ['inuse_objects', 'count'],
  ['contentions', 'count'],
  ['goroutine', 'count'],
]);

/** As {@link statedType}, for weights that come from Pyroscope: there a type's name tells its unit. */
export function pyroscopeType(sampleType: string | undefined): StatedType {
  const stated = statedType(sampleType);
  const unit = stated.unit ?? PYROSCOPE_UNITS.get(stated.sampleType ?? '');
  return unit === undefined ? stated : { ...stated, unit };
}

/**
 * Index of the type to read among those that a file states, in file order.
 *
 * @param types     at least one
 * @param fallback  index that the format takes where the options leave it open
 * @throws ProfileFormatError that lists the types, where the wanted one is not among them
 */
export function chooseSampleType(
  types: readonly string[],
  fallback: number,
  { options, format }: { readonly options: SampleTypeOptions; readonly format: ProfileFormat }
): number {
  const { sampleType, preferredTypes = [] } = options;
  if (sampleType !== undefined) {
    const wanted = sampleTypeName(sampleType);
    const index = types.indexOf(wanted);
    if (index < 0) {
      throw new ProfileFormatError({
        format,
        where: format === 'pprof' ? 'sample_type' : 'sample type',
        expected: `sample type ${quoted(wanted)}`,
        found: types.map(quoted).join(', '),
      });
    }
    return index;
  }
  for (const preferred of preferredTypes) {
    const index = types.indexOf(preferred);
    if (index >= 0) {
      return index;
    }
  }
  return fallback;
}
