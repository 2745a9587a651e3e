/** A verdict that was close, in a sentence: what decided, by how much, and what it would have been. */
import { layerText, type CloseCall, type Thresholds } from '../../analysis';
import { formatShare } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';

/** What the figure is, by the threshold that it was compared with. */
const figures: Readonly<Partial<Record<keyof Thresholds, () => string>>> = {
  ownPart: () => t('detail.the-part-that-is-its', 'the part that is its own code'),
  insideSelf: () => t('detail.the-part-that-it-spends', 'the part that it spends itself'),
  dominantCaller: () => t('detail.the-share-of-its-largest', 'the share of its largest caller'),
  sharedCallers: () => t('detail.the-number-of-effective-callers', 'the number of effective callers'),
  lockedHelper: () => t('detail.the-part-that-waits-for', 'the part that waits for locks'),
  ownAllocations: () => t('detail.the-part-that-it-allocates', 'the part that it allocates itself'),
};

const formatFigure = (value: number, threshold: keyof Thresholds): string =>
  threshold === 'sharedCallers' ? value.toFixed(1) : formatShare(value);

/** `A close call: the share of its largest caller is 48 %, the limit 50 %. On the other side it would read Caller.` */
export function closeCallText({ threshold, value, limit, layer, verdict }: CloseCall): string {
  const figure = figures[threshold]?.() ?? `“${threshold}”`;
  return t(
    'detail.a-close-call-is-the',
    'A close call: {{figure}} is {{value}}, the limit {{limit}}, within what chance does to this many samples. On the other side it would read {{layer}}.',
    {
      figure,
      value: formatFigure(value, threshold),
      limit: formatFigure(limit, threshold),
      layer: layerText(layer ?? verdict),
    }
  );
}
