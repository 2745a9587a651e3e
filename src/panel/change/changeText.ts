/** Versions, baselines and changes in words. */
import { dateTimeFormat, type TimeZone } from '@grafana/data';
import {
  formatChange,
  formatChangeInterval,
  qualifiedName,
  VERSION_LABELS,
  wholeText,
  type ProfileKind,
  type RowChange,
  type TextSegment,
} from '../../analysis';
import { defaultVerifyLimits } from '../../analysis/verify/limits';
import type { BaselineId, Comparison, LabelMatch, TimeSpan } from '../../correlate/baseline';
import type { ChoiceProblem } from '../../correlate/chosenBaseline';
import { isNewer } from '../../correlate/versionsInView';
import { formatSamples, formatShare, formatWeight, MINUS } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import type { Tried } from './readBaseline';
import type { TableChanges } from './tableChanges';
import type { ChangesState } from './useChanges';
import type { VersionAlone } from './useVersionAlone';

const strong = (text: string): TextSegment => ({ text, strong: true });
const plain = (text: string): TextSegment => ({ text });

const count = (versions: VersionAlone['versions']) =>
  t('change.versions-in-view', '{{versions}} versions in view', { versions: formatSamples(versions.length) });

/** @returns null where there is one version */
export function versionText({ versions, state }: VersionAlone): readonly TextSegment[] | null {
  if (versions.length < 2) {
    return null;
  }
  switch (state.kind) {
    case 'reading':
      return [
        plain(
          isNewer(versions[0], versions[1])
            ? t('change.reading-the-newest-alone', '{{versions}}: reading the newest alone.', {
                versions: count(versions),
              })
            : t('change.reading-one-alone', '{{versions}}: reading one alone.', { versions: count(versions) })
        ),
      ];
    case 'together':
      return [
        strong(t('change.all-versions-together', 'All versions together')),
        plain(
          t('change.the-figures-answer-for-none', ', {{versions}}: the figures answer for none of them alone.', {
            versions: count(versions),
          })
        ),
      ];
    case 'unlabelled':
      return [
        plain(
          t(
            'change.read-together-no-profile-has',
            '{{versions}}, read together: no profile has the label {{label}} with one of them.',
            { versions: count(versions), label: state.label }
          )
        ),
      ];
    case 'failed':
      return [
        plain(
          t(
            'change.read-together-one-alone-could',
            '{{versions}}, read together: one alone could not be read. {{message}}',
            { versions: count(versions), message: sentence(state.message) }
          )
        ),
      ];
    case 'alone': {
      const isNewest = versions[0].version === state.version && isNewer(versions[0], versions[1]);
      const passed = state.passedOver.map(({ version, samples }) =>
        t('change.has-too-few-samples', '{{version}} has too few samples ({{samples}})', {
          version,
          samples: formatSamples(samples),
        })
      );
      return [
        strong(t('change.alone', '{{version}} alone', { version: state.version })),
        plain(
          (isNewest
            ? t('change.the-newest-of', ', the newest of {{versions}}.', { versions: count(versions) })
            : t('change.of-versions', ', of {{versions}}.', { versions: count(versions) })) +
            (passed.length > 0 ? ` ${passed.join(', ')}.` : '')
        ),
      ];
    }
  }
}

const earlier = () =>
  ({
    day: t('change.window-yesterday-aside', 'the same window yesterday'),
    week: t('change.window-last-week-aside', 'the same window last week'),
  }) as const;

/** `1.4.0, before the deploy at 14:02`; `the same window yesterday`; `region us, 10:02–10:11`. */
export function baselineText({ id, split, atMs, before, after }: Comparison, timeZone: TimeZone): string {
  switch (id) {
    case 'day':
    case 'week':
      return earlier()[id];
    case 'previous':
      return t('change.the-window-before', 'the window before, {{before}}', {
        before: spanText(before, timeZone, after),
      });
    case 'window':
      return spanText(before, timeZone, after);
    case 'label':
      return `${valueText(before.match)}, ${spanText(before, timeZone, after)}`;
    case 'before':
      break;
  }
  if (split === 'beside') {
    return t('change.which-serves-beside-it', '{{version}}, which serves beside it', { version: before.version ?? '' });
  }
  const at =
    atMs === null ? '' : t('change.at', ' at {{atMs}}', { atMs: dateTimeFormat(atMs, { timeZone, format: 'HH:mm' }) });
  const what =
    split === 'breach'
      ? t('change.the-time-before-the-breach', 'the time before the breach{{at}}', { at })
      : t('change.before-the-deploy', 'before the deploy{{at}}', { at });
  return before.version === null
    ? split === 'breach'
      ? what
      : t('change.the-time', 'the time {{what}}', { what })
    : `${before.version}, ${what}`;
}

const SHORT_MS = 2 * 60_000;

/** `10:02–10:11`, with the date where the days are others than those of the view. */
export function spanText({ fromMs, toMs }: TimeSpan, timeZone: TimeZone, view?: TimeSpan): string {
  const at = (ms: number, format: string) => dateTimeFormat(ms, { timeZone, format });
  const day = (ms: number) => at(ms, 'YYYY-MM-DD');
  const clock = toMs - fromMs < SHORT_MS ? 'HH:mm:ss' : 'HH:mm';
  const isOneDay = day(fromMs) === day(toMs);
  const isSameDay = isOneDay && view !== undefined && day(view.fromMs) === day(fromMs) && day(view.toMs) === day(toMs);
  return `${isSameDay ? '' : `${day(fromMs)} `}${at(fromMs, clock)}–${isOneDay ? '' : `${day(toMs)} `}${at(toMs, clock)}`;
}

/** `region us`; `region other than us`; of versions `1.4.0` alone. */
function valueText(match: LabelMatch | undefined): string {
  if (match === undefined) {
    return t('change.the-view-itself', 'the view');
  }
  const { label, value, isOther } = match;
  const isVersion = (VERSION_LABELS as readonly string[]).includes(label);
  return isOther
    ? t('change.other-than', '{{label}} other than {{value}}', { label, value })
    : isVersion
      ? value
      : `${label} ${value}`;
}

const nothing = (): Readonly<Record<BaselineId, string>> => ({
  before: t('change.no-deploy-and-no-breach-starts', 'no deploy and no breach starts in this window'),
  day: t('change.this-window-is-longer-than', 'this window is longer than a day, so yesterday is a part of it'),
  week: t('change.this-window-is-longer-than-a', 'this window is longer than a week, so last week is a part of it'),
});

/** @returns null where nothing is compared */
export function changesText(
  state: ChangesState,
  { kind, isPart, timeZone }: { readonly kind: ProfileKind; readonly isPart: boolean; readonly timeZone: TimeZone }
): readonly TextSegment[] | null {
  switch (state.kind) {
    case 'off':
      return null;
    case 'no-split':
      return [
        plain(
          t('change.nothing-to-compare-with', 'Nothing to compare with: {{nothing}}.', {
            nothing: nothing()[state.wanted],
          })
        ),
      ];
    case 'reading':
      return [plain(t('change.reading-the-baseline', 'Reading the baseline…'))];
    case 'unusable':
      return [plain(problemText(state.problem, timeZone))];
    case 'no-baseline':
      return [plain(noBaselineText(state.tried, timeZone))];
    case 'failed':
      return [
        plain(
          t('change.the-baseline-could-not-be', 'The baseline could not be read. {{message}}', {
            message: sentence(state.message),
          })
        ),
      ];
    case 'ready': {
      const { comparison, changes, per, isWindow } = state;
      const what = per === 'request' ? wholeText(kind) : wholeText(kind).replace('per request', 'per second');
      return [
        plain(
          t('change.against', 'Against {{comparison}}: {{what}} {{part}}', {
            comparison: baselineText(comparison, timeZone),
            what,
            part: partText(comparison, isPart),
          })
        ),
        strong(formatChange(changes.total.ratio)),
        plain(
          ` (${formatChangeInterval(changes.total)}).${per === 'second' ? perSecondText(comparison, isWindow) : ''}`
        ),
        ...savedText(state, isPart),
        ...roseText(state, isPart),
      ];
    }
  }
}

type Ready = Extract<ChangesState, { readonly kind: 'ready' }>;

/** What is compared, where it is not all that is on screen. */
function partText({ id, after: { match } }: Comparison, isPart: boolean): string {
  const of =
    id === 'label' && match !== undefined ? t('change.of-match', 'of {{match}} ', { match: valueText(match) }) : '';
  return isPart ? t('change.of-the-stacks-shown', '{{of}}of the stacks shown ', { of }) : of;
}

function perSecondText({ id, before }: Comparison, isWindow: boolean): string {
  if (id !== 'label') {
    return t(
      'change.the-rate-of-requests-is',
      ' The rate of requests is not known for both sides, so it is per second.'
    );
  }
  if (isWindow) {
    return t(
      'change.what-each-served-is-not',
      ' What each served is not known for both, so it is per second of the whole window: one that ran in a part of it looks cheaper than it is.'
    );
  }
  const label = before.match?.label ?? '';
  return before.version === null
    ? t(
        'change.requests-by-are-not-known',
        ' Requests by {{label}} are not known for both, so it is per second in which each sent profiles.',
        { label }
      )
    : t(
        'change.requests-by-of-one-version',
        ' Requests by {{label}} of one version alone are not asked for, so it is per second in which each sent profiles.',
        { label }
      );
}

/** One side after the other: what costs less now was saved since. */
const isSince = ({ id, split, before, after }: Comparison): boolean =>
  id !== 'label' && split !== 'beside' && (id === 'before' || before.toMs <= after.fromMs);

/** What a share in a sentence is of. */
const wholeOf = (isPart: boolean) =>
  isPart ? t('change.of-what-is-shown', 'of what is shown') : t('change.of-the-total', 'of the total');

function savedText({ comparison, changes: { saved } }: Ready, isPart: boolean): TextSegment[] {
  return saved.length === 0
    ? []
    : [
        plain(
          isSince(comparison) ? t('change.saved-since', ' Saved since: ') : t('change.costs-less', ' Costs less: ')
        ),
        ...saved.flatMap(({ site, deltaShare, ratio }, at) => [
          plain(at === 0 ? '' : ', '),
          strong(qualifiedName(site)),
          plain(` (${formatChange(ratio)}, ${MINUS}${formatShare(-deltaShare)} ${wholeOf(isPart)})`),
        ]),
        plain('.'),
      ];
}

/** Functions named in a sentence. */
const MOST_NAMED = 2;

function roseText({ changes: { rose } }: Ready, isPart: boolean): TextSegment[] {
  return rose.length === 0
    ? []
    : [
        plain(t('change.costs-more', ' Costs more: ')),
        ...rose
          .slice(0, MOST_NAMED)
          .flatMap(({ func, deltaShare, ratio }, at) => [
            plain(at === 0 ? '' : ', '),
            strong(qualifiedName(func)),
            plain(` (${formatChange(ratio)}, +${formatShare(deltaShare)} ${wholeOf(isPart)})`),
          ]),
        plain('.'),
      ];
}

/** Why nothing could be compared with, and what can be done. */
function noBaselineText(tried: readonly Tried[], timeZone: TimeZone): string {
  const texts = tried.map((one) => triedText(one, timeZone));
  const [{ comparison, samples }] = tried;
  switch (comparison.id) {
    case 'label':
      if (samples === null) {
        return t(
          'change.requests-of-the-others-are',
          'Requests by {{label}} are not known, so the others together can’t be compared with one. Choose two values.',
          { label: comparison.before.match?.label ?? '' }
        );
      }
      return t('change.choose-another-value-or-a', '{{texts}}. Choose another value, or a longer window.', {
        texts: upperFirst(texts.join('; ')),
      });
    case 'previous':
    case 'window':
      return samples === null
        ? t('change.read-all-versions-together', '{{texts}}. Read all versions together, or choose another.', {
            texts: upperFirst(texts.join('; ')),
          })
        : t('change.choose-another-window', '{{texts}}. Choose another window.', {
            texts: upperFirst(texts.join('; ')),
          });
    default:
      return t('change.no-comparable-baseline', 'No comparable baseline: {{texts}}.', { texts: texts.join('; ') });
  }
}

function triedText({ comparison, side, samples }: Tried, timeZone: TimeZone): string {
  const name = triedName(comparison, side, timeZone);
  if (samples === null) {
    return t('change.nothing-tells-how-many-requests', '{{name}} nothing tells how many requests each version served', {
      name,
    });
  }
  const needed =
    comparison.id === 'label'
      ? t('change.a-comparison-needs', '; a comparison needs {{needed}}', { needed: formatSamples(NEEDED) })
      : '';
  return samples === 0
    ? t('change.there-is-no-profile', '{{name}} there is no profile', { name })
    : t('change.there-are-only-samples', '{{name}} there are only {{samples}} samples{{needed}}', {
        name,
        samples: formatSamples(samples),
        needed,
      });
}

const NEEDED = defaultVerifyLimits.minSamplesBefore;

function triedName(comparison: Comparison, side: Tried['side'], timeZone: TimeZone): string {
  const { id, split, before, after } = comparison;
  switch (id) {
    case 'label':
      return t('change.of-match-side', 'of {{match}}', {
        match: valueText((side === 'before' ? before : after).match),
      });
    case 'previous':
      return t('change.in-the-window-before', 'in the window before ({{before}})', {
        before: spanText(before, timeZone, after),
      });
    case 'window':
      return t('change.in', 'in {{before}}', { before: spanText(before, timeZone, after) });
    case 'before':
      return split === 'beside' ? t('change.beside-it', 'beside it') : t('change.before-it', 'before it');
    case 'day':
      return t('change.yesterday', 'yesterday');
    case 'week':
      return t('change.last-week', 'last week');
  }
}

/** What is wrong with a choice, and what to choose instead. */
export function problemText(problem: ChoiceProblem, timeZone: TimeZone): string {
  switch (problem.kind) {
    case 'unreadable':
      return t(
        'change.the-comparison-in-this-address',
        'The comparison in this address can’t be read. Choose another.'
      );
    case 'empty-window':
      return t('change.the-window-ends-before-it', 'The window {{problem}} ends before it begins. Choose another.', {
        problem: spanText(problem, timeZone),
      });
    case 'overlap':
      return t(
        'change.overlaps-the-window-on-screen',
        '{{problem}} overlaps the window on screen: both sides would hold the same samples. Choose a window that ends before it.',
        { problem: spanText(problem, timeZone) }
      );
    case 'same-twice':
      return t('change.both-sides-are', 'Both sides are {{label}} {{value}}. Choose two values.', {
        label: problem.label,
        value: problem.value,
      });
    case 'too-long':
      return t(
        'change.the-window-is-longer-than',
        'The window {{problem}} is longer than {{days}} days. Choose a shorter one.',
        { problem: spanText(problem, timeZone), days: problem.days }
      );
    case 'same-value':
      return t('change.the-view-is-of-already', 'The view is of {{label}} {{value}} already. Choose another value.', {
        label: problem.label,
        value: problem.value,
      });
  }
}

export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Word in the cell: `New`, `Gone`, else the change. */
export function rowChangeText({ status, ratio }: RowChange): string {
  return status === 'new' ? t('change.new', 'New') : formatChange(ratio);
}

/** How a row's change is made up. */
export function rowChangeDetail(
  { costBefore, costAfter, samplesBefore, samplesAfter, status, ...interval }: RowChange,
  { unit, per, against }: Pick<TableChanges, 'unit' | 'per' | 'against'>
): string {
  const sure =
    status === 'same' ? t('change.within-chance', 'Within chance') : t('change.beyond-chance', 'Beyond chance');
  return t(
    'change.to-per-95-percent-interval',
    '{{costBefore}} to {{costAfter}} per {{per}}, 95 % interval {{interval}}, from {{samplesBefore}} and {{samplesAfter}} samples. {{sure}}. Against {{against}}.',
    {
      costBefore: formatWeight(costBefore, unit),
      costAfter: formatWeight(costAfter, unit),
      per,
      interval: formatChangeInterval(interval),
      samplesBefore: formatSamples(samplesBefore),
      samplesAfter: formatSamples(samplesAfter),
      sure,
      against,
    }
  );
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
