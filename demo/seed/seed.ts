/** Loads the recorded incident into real servers, as if it had ended now. */
import type { Dataset } from '../standins/dataset';
import { loadProfiles } from './profiles';
import { keepsExemplars, loadSeries } from './series';
import { type Shift, shiftToEndAt } from './shift';
import { loadTraces } from './traces';

export interface SeedTargets {
  /** base addresses without a slash at the end; what is absent is not loaded */
  readonly pyroscope: string;
  readonly tempo?: string;
  readonly prometheus?: string;
}

/**
 * Profiles come last: they take longest, and a Prometheus that refuses (an earlier load) should be found out first.
 *
 * @param report  called with one line after each server
 * @throws SeedError with one sentence and a way out
 */
export async function seed(
  targets: SeedTargets,
  { dataset, nowMs, report }: { dataset: Dataset; nowMs: number; report: (line: string) => void }
): Promise<Shift> {
  const shift = shiftToEndAt(nowMs, dataset);
  if (targets.prometheus !== undefined) {
    const { series, samples, exemplars } = await loadSeries(targets.prometheus, dataset, shift.shiftMs);
    report(`Prometheus: ${series} series, ${samples} samples, ${exemplars} exemplars.`);
    if (exemplars > 0 && !(await keepsExemplars(targets.prometheus, shift.window))) {
      report(
        'Prometheus keeps no exemplars, so charts will have no dots: start it with --enable-feature=exemplar-storage and load again.'
      );
    }
  }
  if (targets.tempo !== undefined) {
    report(`Tempo: ${await loadTraces(targets.tempo, dataset, shift.shiftMs)} traces.`);
  }
  report(`Pyroscope: ${await loadProfiles(targets.pyroscope, dataset, shift.shiftMs)} profiles.`);
  return shift;
}
