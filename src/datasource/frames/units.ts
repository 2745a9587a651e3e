/** Units of profile types as Grafana's unit ids, for weights and for weights per second. */
import { profileKindOf } from '../../analysis';
import { t } from '../../shared/ui/i18n/translate';

/** The core datasource maps the first and the last of these, others it passes on. */
const gridUnits = new Map([
  ['nanoseconds', 'ns'],
  ['microseconds', 'µs'],
  ['milliseconds', 'ms'],
  ['bytes', 'bytes'],
  ['count', 'short'],
]);

/** @param unit  as a profile names it: `nanoseconds`, `bytes`, … */
export function gridUnit(unit: string): string {
  return gridUnits.get(unit) ?? unit;
}

/** Third part of a profile type. */
export function unitOf(profileTypeId: string): string {
  return profileTypeId.split(':')[2] ?? '';
}

const secondsPer = new Map([
  ['nanoseconds', 1e-9],
  ['microseconds', 1e-6],
  ['milliseconds', 1e-3],
]);

export interface RateUnit {
  readonly unit: string;
  /** weight per second in the unit of the profile type × factor = value in `unit` */
  readonly factor: number;
}

/** CPU time per second is cores, as in the core datasource; other time per second has no name of its own. */
export function rateUnit(profileTypeId: string): RateUnit {
  const unit = unitOf(profileTypeId);
  const seconds = secondsPer.get(unit);
  if (seconds !== undefined) {
    return {
      unit: profileKindOf(profileTypeId, unit, '') === 'cpu' ? 'cores' : t('notices.suffix-s-s', 'suffix: s/s'),
      factor: seconds,
    };
  }
  switch (unit) {
    case 'bytes':
      return { unit: 'binBps', factor: 1 };
    case 'count':
      return { unit: 'ops', factor: 1 };
    default:
      return { unit: `suffix: ${unit}/s`, factor: 1 };
  }
}
