/** How figures come about, as plain text for a card: a section a zone, a line a figure. */
import { accuracyPoints } from '../../correlate/sampleFloor';
import { formatSamples } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';

export interface HowLine {
  /** what the figure is called where it stands */
  readonly name: string;
  /** the figure, as it stands there */
  readonly value: string;
  /** what it is made of, by which formula, against which threshold; its parts give the figure again */
  readonly how: string;
}

export interface HowSection {
  readonly title: string;
  readonly lines: readonly HowLine[];
}

export const samplesText = (count: number): string =>
  t('how.sample-count', '', {
    count: Math.round(count),
    amount: formatSamples(count),
    defaultValue_one: '{{amount}} sample',
    defaultValue_other: '{{amount}} samples',
  });

/** `16 points, 196 × √(0.25 ÷ 37)` */
export function accuracyText(samples: number): string {
  const points = accuracyPoints(samples);
  return t('how.points', '', {
    count: points,
    samples: formatSamples(samples),
    defaultValue_one: '{{count}} point, 196 × √(0.25 ÷ {{samples}})',
    defaultValue_other: '{{count}} points, 196 × √(0.25 ÷ {{samples}})',
  });
}

/** Sections that have something to say. */
export const withLines = (sections: readonly HowSection[]): readonly HowSection[] =>
  sections.filter(({ lines }) => lines.length > 0);
