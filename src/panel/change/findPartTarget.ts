/** The query that brings requests per second, in all or by version, to be asked again for another window. */
import type { PanelData } from '@grafana/data';
import type { RedModel, RedRefIds } from '../../correlate/red';
import { asksForAllParts } from '../red/asksForAllParts';
import { savedTarget, type SavedTarget } from '../request/profileTarget';

/**
 * The query that is named as the part, else the one that was taken for it by its looks, else our data source's own RED query,
 * whose answers are named by their parts; null where the panel has none of them.
 */
export function findPartTarget(
  part: 'rate' | 'versions',
  data: PanelData,
  { recognised }: Pick<RedModel, 'recognised'>,
  refIds: RedRefIds
): SavedTarget | null {
  const recognisedId = recognised?.[part];
  const own = data.request?.targets.find((target) => !target.hide && asksForAllParts(target));
  return (
    savedTarget(data, refIds[part]) ??
    (recognisedId === undefined ? null : savedTarget(data, recognisedId)) ??
    (own === undefined ? null : { ...own })
  );
}
