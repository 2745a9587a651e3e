/** How the differences between requests of a region and the others come about. */
import { qualifiedName, type FunctionDifference } from '../../analysis';
import { FALSE_DISCOVERIES, MIN_BATCHES, MIN_PART } from '../../analysis/scope/groupDifference';
import type { Comparison } from '../brush/comparison';
import { differenceText } from '../brush/differenceText';
import { formatSamples, formatShare, formatWeight } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { samplesText, withLines, type HowLine, type HowSection } from './howLine';

/** @param shown the functions of the table */
export const howOfComparison = (
  { groups, difference }: Comparison,
  shown: readonly FunctionDifference[]
): readonly HowSection[] =>
  withLines([
    {
      title: t('how.whole-requests', 'Whole requests'),
      lines: [
        sideLine(t('how.here', 'Here'), {
          unit: difference.unit,
          mean: difference.groupTotal,
          requests: difference.groupRequests,
          samples: difference.groupSamples,
          answers: groups.group.length,
        }),
        sideLine(t('how.others', 'Others'), {
          unit: difference.unit,
          mean: difference.otherTotal,
          requests: difference.otherRequests,
          samples: difference.otherSamples,
          answers: groups.others.length,
        }),
      ],
    },
    {
      title: t('how.differences', 'Differences'),
      lines: [methodLine(), ...shown.map((one) => differenceLine(one, difference.unit))],
    },
  ]);

interface Side {
  readonly unit: string;
  /** cost of a request */
  readonly mean: number;
  readonly requests: number;
  readonly samples: number;
  readonly answers: number;
}

function sideLine(name: string, { unit, mean, requests, samples, answers }: Side): HowLine {
  return {
    name,
    value: formatWeight(mean, unit),
    how: t(
      'how.weight-in-requests',
      '{{weight}} ÷ {{requests}} requests. {{samples}}, in {{answers}} profiles of some requests each.',
      {
        weight: formatWeight(mean * requests, unit),
        requests: formatSamples(requests),
        samples: samplesText(samples),
        answers: formatSamples(answers),
      }
    ),
  };
}

const methodLine = (): HowLine => ({
  name: t('how.differences-named', 'Named as different'),
  value: formatShare(FALSE_DISCOVERIES),
  how: t(
    'how.differences-method',
    'At most so many of the functions named may differ by chance (Benjamini–Hochberg over all functions compared). Each is Welch’s test between the profiles of both sides, so that one slow request with many samples counts once; {{minBatches}} profiles a side are needed. What differs by less than {{minPart}} of a request is not named.',
    { minBatches: MIN_BATCHES, minPart: formatShare(MIN_PART) }
  ),
});

function differenceLine(one: FunctionDifference, unit: string): HowLine {
  const values = { here: formatWeight(one.inGroup, unit), elsewhere: formatWeight(one.elsewhere, unit) };
  return {
    name: qualifiedName(one.func),
    value: differenceText(one, unit),
    how: one.differs
      ? t(
          'how.difference-sure',
          '{{here}} − {{elsewhere}} a request: its own code and the outside code that it calls itself. In brackets the 95 % interval. Beyond chance.',
          values
        )
      : t(
          'how.difference-unsure',
          '{{here}} − {{elsewhere}} a request: its own code and the outside code that it calls itself. In brackets the 95 % interval. Within chance, or too small to be named.',
          values
        ),
  };
}
