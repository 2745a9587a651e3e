/** What is compared with what, in words: names of baselines, and why there is none. */
import { dateTimeFormat, type TimeZone } from '@grafana/data';
import { VERSION_LABELS } from '../../analysis';
import { defaultVerifyLimits } from '../../analysis/verify/limits';
import type { Comparison, LabelMatch, TimeSpan } from '../../correlate/baseline';
import type { ChoiceProblem } from '../../correlate/chosenBaseline';
import { formatSamples } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import type { Tried } from './readBaseline';

/** `1.4.0, before the deploy at 14:02`; `the same window yesterday`; `region us, 10:02–10:11`. */
export function baselineText(comparison: Comparison, timeZone: TimeZone): string {
  const { id, before, after } = comparison;
  switch (id) {
    case 'day':
      return t('change.window-yesterday-aside', 'the same window yesterday');
    case 'week':
      return t('change.window-last-week-aside', 'the same window last week');
    case 'previous':
      return t('change.the-window-before', 'the window before, {{before}}', {
        before: spanText(before, timeZone, after),
      });
    case 'window':
      return spanText(before, timeZone, after);
    case 'label':
      return t('change.value-in-span', '{{value}}, {{span}}', {
        value: valueText(before.match),
        span: spanText(before, timeZone, after),
      });
    case 'before':
      return beforeText(comparison, timeZone);
  }
}

function beforeText({ split, atMs, before }: Comparison, timeZone: TimeZone): string {
  const version = before.version ?? '';
  if (split === 'beside') {
    return t('change.which-serves-beside-it', '{{version}}, which serves beside it', { version });
  }
  const values = { version, at: atMs === null ? '' : dateTimeFormat(atMs, { timeZone, format: 'HH:mm' }) };
  const isOfVersion = before.version !== null;
  if (split === 'breach') {
    if (atMs === null) {
      return isOfVersion
        ? t('change.version-before-the-breach', '{{version}}, the time before the breach', values)
        : t('change.before-the-breach', 'the time before the breach');
    }
    return isOfVersion
      ? t('change.version-before-the-breach-at', '{{version}}, the time before the breach at {{at}}', values)
      : t('change.before-the-breach-at', 'the time before the breach at {{at}}', values);
  }
  if (atMs === null) {
    return isOfVersion
      ? t('change.version-before-the-deploy', '{{version}}, before the deploy', values)
      : t('change.time-before-the-deploy', 'the time before the deploy');
  }
  return isOfVersion
    ? t('change.version-before-the-deploy-at', '{{version}}, before the deploy at {{at}}', values)
    : t('change.time-before-the-deploy-at', 'the time before the deploy at {{at}}', values);
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
export function valueText(match: LabelMatch | undefined): string {
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

/** Why nothing could be compared with, and what can be done. */
export function noBaselineText(tried: readonly Tried[], timeZone: TimeZone): readonly string[] {
  const reasons = tried.map((one) => triedText(one, timeZone));
  const [{ comparison, samples }] = tried;
  switch (comparison.id) {
    case 'label':
      return samples === null
        ? [
            t(
              'change.requests-of-the-others-are',
              'Requests by {{label}} are not known, so the others together can’t be compared with one. Choose two values.',
              { label: comparison.before.match?.label ?? '' }
            ),
          ]
        : [...reasons, t('change.choose-another-value-or-a', 'Choose another value, or a longer window.')];
    case 'previous':
    case 'window':
      return [
        ...reasons,
        samples === null
          ? t('change.read-all-versions-together', 'Read all versions together, or choose another.')
          : t('change.choose-another-window', 'Choose another window.'),
      ];
    default:
      return [t('change.no-comparable-baseline', 'No comparable baseline.'), ...reasons];
  }
}

const NEEDED = defaultVerifyLimits.minSamplesBefore;

/** `Yesterday: only 120 samples.` */
function triedText({ comparison, side, samples }: Tried, timeZone: TimeZone): string {
  const values = {
    name: triedName(comparison, side, timeZone),
    samples: formatSamples(samples ?? 0),
    needed: formatSamples(NEEDED),
  };
  if (samples === null) {
    return t('change.requests-of-versions-not-told', '{{name}}: nothing tells how many requests each version served.', {
      name: values.name,
    });
  }
  if (samples === 0) {
    return t('change.there-is-no-profile', '{{name}}: no profile.', { name: values.name });
  }
  return comparison.id === 'label'
    ? t('change.only-samples-of-needed', '{{name}}: only {{samples}} samples; a comparison needs {{needed}}.', values)
    : t('change.only-samples', '{{name}}: only {{samples}} samples.', values);
}

function triedName(comparison: Comparison, side: Tried['side'], timeZone: TimeZone): string {
  const { id, split, before, after } = comparison;
  switch (id) {
    case 'label':
      return valueText((side === 'before' ? before : after).match);
    case 'previous':
      return t('change.window-before-named', 'The window before ({{before}})', {
        before: spanText(before, timeZone, after),
      });
    case 'window':
      return spanText(before, timeZone, after);
    case 'before':
      return split === 'beside' ? t('change.beside-it', 'Beside it') : t('change.before-it', 'Before it');
    case 'day':
      return t('change.yesterday', 'Yesterday');
    case 'week':
      return t('change.last-week', 'Last week');
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
