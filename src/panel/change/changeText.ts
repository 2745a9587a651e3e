/** Versions, and what changed since a baseline, in whole sentences. */
import type { TimeZone } from '@grafana/data';
import {
  formatChange,
  formatChangeInterval,
  qualifiedName,
  wholeText,
  type ProfileKind,
  type TextSegment,
} from '../../analysis';
import type { BaselineId, Comparison } from '../../correlate/baseline';
import { isNewer } from '../../correlate/versionsInView';
import { formatSamples, formatShare, MINUS } from '../../shared/lib/format';
import { emphasised, endSentence, inSegments, sentences, strongly } from '../../shared/ui/i18n/sentences';
import { t } from '../../shared/ui/i18n/translate';
import { baselineText, noBaselineText, problemText, valueText } from './baselineText';
import type { ChangesState } from './useChanges';
import type { VersionAlone } from './useVersionAlone';

/** @returns null where there is one version */
export function versionText({ versions, state }: VersionAlone): readonly TextSegment[] | null {
  if (versions.length < 2) {
    return null;
  }
  const count = { versions: formatSamples(versions.length) };
  switch (state.kind) {
    case 'reading':
      return inSegments(
        isNewer(versions[0], versions[1])
          ? t('change.reading-the-newest-alone', '{{versions}} versions in view: reading the newest alone.', count)
          : t('change.reading-one-alone', '{{versions}} versions in view: reading one alone.', count)
      );
    case 'together':
      return sentences(
        strongly(t('change.all-versions-together', 'All versions together.')),
        t(
          'change.the-figures-answer-for-none',
          '{{versions}} versions in view: the figures answer for none of them alone.',
          count
        )
      );
    case 'unlabelled':
      return inSegments(
        t(
          'change.read-together-no-profile-has',
          '{{versions}} versions in view, read together: no profile has the label {{label}} with one of them.',
          { ...count, label: state.label }
        )
      );
    case 'failed':
      return inSegments(
        t(
          'change.read-together-one-alone-could',
          '{{versions}} versions in view, read together: one alone could not be read. {{message}}',
          { ...count, message: endSentence(state.message) }
        )
      );
    case 'alone': {
      const values = { ...count, version: emphasised(state.version) };
      const isNewest = versions[0].version === state.version && isNewer(versions[0], versions[1]);
      return sentences(
        isNewest
          ? t('change.alone-the-newest', '{{version}} alone, the newest of {{versions}} versions in view.', values)
          : t('change.alone', '{{version}} alone, of {{versions}} versions in view.', values),
        ...state.passedOver.map(({ version, samples }) =>
          t('change.has-too-few-samples', '{{version}} has too few samples ({{samples}}).', {
            version,
            samples: formatSamples(samples),
          })
        )
      );
    }
  }
}

const nothing = (): Readonly<Record<BaselineId, string>> => ({
  before: t(
    'change.no-deploy-and-no-breach-starts',
    'Nothing to compare with: no deploy and no breach starts in this window.'
  ),
  day: t(
    'change.this-window-is-longer-than',
    'Nothing to compare with: this window is longer than a day, so yesterday is a part of it.'
  ),
  week: t(
    'change.this-window-is-longer-than-a',
    'Nothing to compare with: this window is longer than a week, so last week is a part of it.'
  ),
});

interface Shown {
  readonly kind: ProfileKind;
  readonly isPart: boolean;
  readonly timeZone: TimeZone;
}

/** @returns null where nothing is compared */
export function changesText(state: ChangesState, shown: Shown): readonly TextSegment[] | null {
  const { isPart, timeZone } = shown;
  switch (state.kind) {
    case 'off':
      return null;
    case 'no-split':
      return inSegments(nothing()[state.wanted]);
    case 'reading':
      return inSegments(t('change.reading-the-baseline', 'Reading the baseline…'));
    case 'unusable':
      return inSegments(problemText(state.problem, timeZone));
    case 'no-baseline':
      return sentences(...noBaselineText(state.tried, timeZone));
    case 'failed':
      return inSegments(
        t('change.the-baseline-could-not-be', 'The baseline could not be read. {{message}}', {
          message: endSentence(state.message),
        })
      );
    case 'ready':
      return sentences(
        againstText(state, shown),
        state.per === 'second' ? perSecondText(state.comparison, state.isWindow) : null,
        savedText(state, isPart),
        roseText(state, isPart)
      );
  }
}

type Ready = Extract<ChangesState, { readonly kind: 'ready' }>;

/** The change of the whole, or of the part that is on screen. */
function againstText({ comparison, changes, per }: Ready, { kind, isPart, timeZone }: Shown): string {
  const match = comparison.id === 'label' ? comparison.after.match : undefined;
  const values = {
    baseline: baselineText(comparison, timeZone),
    what: wholeText(kind, per),
    change: emphasised(formatChange(changes.total.ratio)),
    interval: formatChangeInterval(changes.total),
    match: match === undefined ? '' : valueText(match),
  };
  if (match === undefined) {
    return isPart
      ? t(
          'change.against-of-the-stacks-shown',
          'Against {{baseline}}: {{what}} of the stacks shown {{change}} ({{interval}}).',
          values
        )
      : t('change.against', 'Against {{baseline}}: {{what}} {{change}} ({{interval}}).', values);
  }
  return isPart
    ? t(
        'change.against-match-of-the-stacks-shown',
        'Against {{baseline}}: {{what}} of {{match}} of the stacks shown {{change}} ({{interval}}).',
        values
      )
    : t('change.against-match', 'Against {{baseline}}: {{what}} of {{match}} {{change}} ({{interval}}).', values);
}

function perSecondText({ id, before }: Comparison, isWindow: boolean): string {
  if (id !== 'label') {
    return t(
      'change.the-rate-of-requests-is',
      'The rate of requests is not known for both sides, so it is per second.'
    );
  }
  if (isWindow) {
    return t(
      'change.what-each-served-is-not',
      'What each served is not known for both, so it is per second of the whole window: one that ran in a part of it looks cheaper than it is.'
    );
  }
  const label = before.match?.label ?? '';
  return before.version === null
    ? t(
        'change.requests-by-are-not-known',
        'Requests by {{label}} are not known for both, so it is per second in which each sent profiles.',
        { label }
      )
    : t(
        'change.requests-by-of-one-version',
        'Requests by {{label}} of one version alone are not asked for, so it is per second in which each sent profiles.',
        { label }
      );
}

/** One side after the other: what costs less now was saved since. */
const isSince = ({ id, split, before, after }: Comparison): boolean =>
  id !== 'label' && split !== 'beside' && (id === 'before' || before.toMs <= after.fromMs);

interface ChangedPlace {
  readonly func: Parameters<typeof qualifiedName>[0];
  readonly ratio: number | null;
  readonly deltaShare: number;
}

/** `pricing.ApplyRules (−88 %, −14 % of the total)` */
function placesText(places: readonly ChangedPlace[], isPart: boolean): string {
  return places
    .map(({ func, ratio, deltaShare }) => {
      const values = {
        name: emphasised(qualifiedName(func)),
        change: formatChange(ratio),
        share: `${deltaShare < 0 ? MINUS : '+'}${formatShare(Math.abs(deltaShare))}`,
      };
      return isPart
        ? t('change.place-of-what-is-shown', '{{name}} ({{change}}, {{share}} of what is shown)', values)
        : t('change.place-of-the-total', '{{name}} ({{change}}, {{share}} of the total)', values);
    })
    .join(', ');
}

function savedText({ comparison, changes: { saved } }: Ready, isPart: boolean): string | null {
  if (saved.length === 0) {
    return null;
  }
  const places = placesText(
    saved.map(({ site, ...change }) => ({ ...change, func: site })),
    isPart
  );
  return isSince(comparison)
    ? t('change.saved-since', 'Saved since: {{places}}.', { places })
    : t('change.costs-less', 'Costs less: {{places}}.', { places });
}

/** Functions named in a sentence. */
const MOST_NAMED = 2;

function roseText({ changes: { rose } }: Ready, isPart: boolean): string | null {
  return rose.length === 0
    ? null
    : t('change.costs-more', 'Costs more: {{places}}.', { places: placesText(rose.slice(0, MOST_NAMED), isPart) });
}
