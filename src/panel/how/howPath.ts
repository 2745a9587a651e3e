/** How the shares along the path come about, and those of the entry points that the function is reached from. */
import type { Analysis, Row } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import { formatShare, formatSharePrecise, formatWeight } from '../../shared/lib/format';
import { samplesText, type HowLine } from './howLine';

/** One line a step, root first; steps that the ribbon folds are named too. */
export function howOfPath(row: Row, { profile, thresholds }: Pick<Analysis, 'profile' | 'thresholds'>): HowLine[] {
  const { chain, boundary, subject } = row;
  const whole = chain[chain.length - 1]?.samples ?? 0;
  return chain.map(({ func, retention, samples, cumShare }, at) => ({
    name: qualifiedName(func),
    value: formatShare(retention),
    how: `${samplesText(samples)} of ${samplesText(whole)} of ${subject.shortName} pass here on this path. Its own cum: ${formatWeight(cumShare * profile.total, profile.unit)} of ${formatWeight(profile.total, profile.unit)}, ${formatSharePrecise(cumShare)}.${boundary?.stepIndex === at ? ` ${boundaryText(boundary, thresholds)}` : ''}`,
  }));
}

function boundaryText(
  { kind, cumShareAbove, cumShareBelow }: NonNullable<Row['boundary']>,
  { dispatchEdge, softJump, fanInSplit }: Analysis['thresholds']
): string {
  const fall = `from ${formatSharePrecise(cumShareAbove)} to ${formatSharePrecise(cumShareBelow)}`;
  switch (kind) {
    case 'dispatch-edge':
      return `Work begins here: cum falls ${fall}, below ${formatShare(dispatchEdge)} of the step above.`;
    case 'dispatch-edge-soft':
      return `Work begins here: cum falls ${fall}, the largest jump, and one by ${softJump} or more.`;
    case 'fan-in-split':
      return `The path splits here: above it less than ${formatShare(fanInSplit)} of the function flows one way.`;
    case 'outermost-owned':
      return 'Work begins here: it is the outermost function of yours.';
  }
}

/** Entry points that are listed. */
const MOST_LISTED = 8;

export function howOfEntryPoints({ fanIn, samples, subject }: Row): HowLine[] {
  return fanIn.entryPoints.slice(0, MOST_LISTED).map((entry) => ({
    name: qualifiedName(entry.func),
    value: formatShare(entry.share),
    how: `${samplesText(entry.samples)} of ${samplesText(samples)} of ${subject.shortName} lie below it.`,
  }));
}
