/** How the shares along the path come about, and those of the entry points that the function is reached from. */
import type { Analysis, Row } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import { formatShare, formatSharePrecise, formatWeight } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { samplesText, type HowLine } from './howLine';

/** One line a step, root first; steps that the ribbon folds are named too. */
export function howOfPath(row: Row, { profile, thresholds }: Pick<Analysis, 'profile' | 'thresholds'>): HowLine[] {
  const { chain, boundary, subject } = row;
  const whole = chain[chain.length - 1]?.samples ?? 0;
  return chain.map(({ func, retention, samples, cumShare }, at) => ({
    name: qualifiedName(func),
    value: formatShare(retention),
    how: t(
      'how.of-of-pass-here-on',
      '{{samples}} of {{whole}} of {{shortName}} pass here on this path. Its own cum: {{cumShare}} of {{total}}, {{cumShare2}}.{{value}}',
      {
        samples: samplesText(samples),
        whole: samplesText(whole),
        shortName: subject.shortName,
        cumShare: formatWeight(cumShare * profile.total, profile.unit),
        total: formatWeight(profile.total, profile.unit),
        cumShare2: formatSharePrecise(cumShare),
        value: boundary?.stepIndex === at ? ` ${boundaryText(boundary, thresholds)}` : '',
      }
    ),
  }));
}

function boundaryText(
  { kind, cumShareAbove, cumShareBelow }: NonNullable<Row['boundary']>,
  { dispatchEdge, softJump, fanInSplit }: Analysis['thresholds']
): string {
  const fall = t('how.from-to', 'from {{cumShareAbove}} to {{cumShareBelow}}', {
    cumShareAbove: formatSharePrecise(cumShareAbove),
    cumShareBelow: formatSharePrecise(cumShareBelow),
  });
  switch (kind) {
    case 'dispatch-edge':
      return t(
        'how.work-begins-here-cum-falls',
        'Work begins here: cum falls {{fall}}, below {{dispatchEdge}} of the step above.',
        { fall, dispatchEdge: formatShare(dispatchEdge) }
      );
    case 'dispatch-edge-soft':
      return t(
        'how.work-begins-here-cum-falls-the',
        'Work begins here: cum falls {{fall}}, the largest jump, and one by {{softJump}} or more.',
        { fall, softJump }
      );
    case 'fan-in-split':
      return t(
        'how.the-path-splits-here-above',
        'The path splits here: above it less than {{fanInSplit}} of the function flows one way.',
        { fanInSplit: formatShare(fanInSplit) }
      );
    case 'outermost-owned':
      return t('how.work-begins-here-it-is', 'Work begins here: it is the outermost function of yours.');
  }
}

/** Entry points that are listed. */
const MOST_LISTED = 8;

export function howOfEntryPoints({ fanIn, samples, subject }: Row): HowLine[] {
  return fanIn.entryPoints.slice(0, MOST_LISTED).map((entry) => ({
    name: qualifiedName(entry.func),
    value: formatShare(entry.share),
    how: t('how.of-of-lie-below-it', '{{samples}} of {{samples2}} of {{shortName}} lie below it.', {
      samples: samplesText(entry.samples),
      samples2: samplesText(samples),
      shortName: subject.shortName,
    }),
  }));
}
