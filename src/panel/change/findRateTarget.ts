/** The query that brings requests per second, to be asked again for another window. */
import type { PanelData } from '@grafana/data';
import type { RedModel } from '../../correlate/red';
import { asksForAllParts } from '../red/asksForAllParts';
import { savedTarget, type SavedTarget } from '../request/profileTarget';

/**
 * The query that is named as the rate, else the one that was taken for it by its looks, else our data source's own RED query,
 * whose answers are named by their parts; null where the panel has none of them.
 */
export function findRateTarget(
  data: PanelData,
  { recognised }: Pick<RedModel, 'recognised'>,
  rateRefId: string
): SavedTarget | null {
  const own = data.request?.targets.find((target) => !target.hide && asksForAllParts(target));
  return (
    savedTarget(data, rateRefId) ??
    (recognised?.rate === undefined ? null : savedTarget(data, recognised.rate)) ??
    (own === undefined ? null : { ...own })
  );
}
