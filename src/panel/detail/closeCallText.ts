/** A verdict that was close, in a sentence: what decided, by how much, and what it would have been. */
import { layerText, type CloseCall, type Thresholds } from '../../analysis';
import { formatShare } from '../../shared/lib/format';

/** What the figure is, by the threshold that it was compared with. */
const figures: Partial<Record<keyof Thresholds, string>> = {
  ownPart: 'the part that is its own code',
  insideSelf: 'the part that it spends itself',
  dominantCaller: 'the share of its largest caller',
  sharedCallers: 'the number of effective callers',
  lockedHelper: 'the part that waits for locks',
  ownAllocations: 'the part that it allocates itself',
};

const formatFigure = (value: number, threshold: keyof Thresholds): string =>
  threshold === 'sharedCallers' ? value.toFixed(1) : formatShare(value);

/** `A close call: the share of its largest caller is 48 %, the limit 50 %. On the other side it would read Caller.` */
export function closeCallText({ threshold, value, limit, layer, verdict }: CloseCall): string {
  const figure = figures[threshold] ?? `“${threshold}”`;
  return (
    `A close call: ${figure} is ${formatFigure(value, threshold)}, the limit ${formatFigure(limit, threshold)}, ` +
    `within what chance does to this many samples. On the other side it would read ${layerText(layer ?? verdict)}.`
  );
}
