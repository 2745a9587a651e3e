/** How the figures of a search and of the filters on stacks come about. */
import type { NameSearch, ProfilePart, StackFilter } from '../../analysis';
import type { Analysis } from '../../analysis/model';
import { formatSamples, formatShare, formatSharePrecise, formatWeight } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { filterText } from '../search/filterText';
import type { HowLine } from './howLine';

export type FoundNames = Extract<NameSearch, { readonly kind: 'found' }>;

export function howOfSearch({ union, count, functions, profileSamples }: FoundNames): HowLine[] {
  const whole = formatSamples(profileSamples);
  const added = functions.reduce((sum, { cumShare }) => sum + cumShare, 0);
  return [
    {
      name: t('how.found-self', 'Self, of all found'),
      value: formatSharePrecise(union.selfShare),
      how: t('how.found-self-text', '{{samples}} of {{whole}} samples end in one of them.', {
        samples: formatSamples(Math.round(union.selfShare * profileSamples)),
        whole,
      }),
    },
    {
      name: t('how.found-cum', 'Cum, of all found'),
      value: formatSharePrecise(union.cumShare),
      how: t(
        'how.found-cum-text',
        '{{samples}} of {{whole}} samples have one of them or more in their stack, and count once.',
        { samples: formatSamples(union.samples), whole }
      ),
    },
    // Only where each that was found is listed can they be added up.
    ...(count > 1 && count === functions.length
      ? [
          {
            name: t('how.found-added', 'Their cums added up'),
            value: formatSharePrecise(added),
            how: t(
              'how.found-added-text',
              '{{added}} − {{union}} = {{twice}} counts a sample again for each further function in its stack. That is why the cum of all is not the sum.',
              {
                added: formatSharePrecise(added),
                union: formatSharePrecise(union.cumShare),
                twice: formatSharePrecise(added - union.cumShare),
              }
            ),
          },
        ]
      : []),
  ];
}

interface Filtered {
  readonly filters: readonly StackFilter[];
  readonly part: ProfilePart;
  /** of what is left */
  readonly profile: Pick<Analysis['profile'], 'total' | 'unit'>;
}

/** A line a filter, in their order, then what is left; all of the whole profile. */
export function howOfFilters({ filters, part, profile: { total, unit } }: Filtered): HowLine[] {
  const lines: HowLine[] = [];
  let before = 1;
  filters.forEach((filter, at) => {
    const removed = part.removed[at] ?? 0;
    const values = {
      before: formatSharePrecise(before),
      removed: formatSharePrecise(removed),
      after: formatSharePrecise(before - removed),
    };
    lines.push({
      name: filterText(filter),
      value: t('search.removed', '{{removed}} removed', { removed: formatShare(removed) }),
      how:
        filter.effect === 'hide'
          ? t(
              'how.hidden-stacks',
              '{{before}} − {{removed}} = {{after}} of the whole. Stacks that pass it anywhere are taken away whole.',
              values
            )
          : t(
              'how.only-stacks',
              '{{before}} − {{removed}} = {{after}} of the whole. Stacks that do not pass it are taken away whole.',
              values
            ),
    });
    before -= removed;
  });
  return part.share <= 0
    ? lines
    : [
        ...lines,
        {
          name: t('how.left', 'Left'),
          value: formatShare(part.share),
          how: t('how.left-text', '{{left}} of {{whole}}. Shares and savings in the panel are of these {{left}}.', {
            left: formatWeight(total, unit),
            whole: formatWeight(total / part.share, unit),
          }),
        },
      ];
}
