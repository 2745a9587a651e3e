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
import type { Tried } from './readBaseline';
import type { TableChanges } from './tableChanges';
import type { ChangesState } from './useChanges';
import type { VersionAlone } from './useVersionAlone';

const strong = (text: string): TextSegment => ({ text, strong: true });
const plain = (text: string): TextSegment => ({ text });

const count = (versions: VersionAlone['versions']) => `${formatSamples(versions.length)} versions in view`;

/** @returns null where there is one version */
export function versionText({ versions, state }: VersionAlone): readonly TextSegment[] | null {
  if (versions.length < 2) {
    return null;
  }
  switch (state.kind) {
    case 'reading':
      return [plain(`${count(versions)}: reading ${isNewer(versions[0], versions[1]) ? 'the newest' : 'one'} alone.`)];
    case 'together':
      return [
        strong('All versions together'),
        plain(`, ${count(versions)}: the figures answer for none of them alone.`),
      ];
    case 'unlabelled':
      return [plain(`${count(versions)}, read together: no profile has the label ${state.label} with one of them.`)];
    case 'failed':
      return [plain(`${count(versions)}, read together: one alone could not be read. ${sentence(state.message)}`)];
    case 'alone': {
      const isNewest = versions[0].version === state.version && isNewer(versions[0], versions[1]);
      const passed = state.passedOver.map(
        ({ version, samples }) => `${version} has too few samples (${formatSamples(samples)})`
      );
      return [
        strong(`${state.version} alone`),
        plain(
          `, ${isNewest ? 'the newest of ' : 'of '}${count(versions)}.${passed.length > 0 ? ` ${passed.join(', ')}.` : ''}`
        ),
      ];
    }
  }
}

const EARLIER = {
  day: 'the same window yesterday',
  week: 'the same window last week',
} as const;

/** `1.4.0, before the deploy at 14:02`; `the same window yesterday`; `region us, 10:02–10:11`. */
export function baselineText({ id, split, atMs, before, after }: Comparison, timeZone: TimeZone): string {
  switch (id) {
    case 'day':
    case 'week':
      return EARLIER[id];
    case 'previous':
      return `the window before, ${spanText(before, timeZone, after)}`;
    case 'window':
      return spanText(before, timeZone, after);
    case 'label':
      return `${valueText(before.match)}, ${spanText(before, timeZone, after)}`;
    case 'before':
      break;
  }
  if (split === 'beside') {
    return `${before.version}, which serves beside it`;
  }
  const at = atMs === null ? '' : ` at ${dateTimeFormat(atMs, { timeZone, format: 'HH:mm' })}`;
  const what = split === 'breach' ? `the time before the breach${at}` : `before the deploy${at}`;
  return before.version === null ? (split === 'breach' ? what : `the time ${what}`) : `${before.version}, ${what}`;
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
    return 'the view';
  }
  const { label, value, isOther } = match;
  const isVersion = (VERSION_LABELS as readonly string[]).includes(label);
  return isOther ? `${label} other than ${value}` : isVersion ? value : `${label} ${value}`;
}

const NOTHING: Readonly<Record<BaselineId, string>> = {
  before: 'no deploy and no breach starts in this window',
  day: 'this window is longer than a day, so yesterday is a part of it',
  week: 'this window is longer than a week, so last week is a part of it',
};

/** @returns null where nothing is compared */
export function changesText(
  state: ChangesState,
  { kind, isPart, timeZone }: { readonly kind: ProfileKind; readonly isPart: boolean; readonly timeZone: TimeZone }
): readonly TextSegment[] | null {
  switch (state.kind) {
    case 'off':
      return null;
    case 'no-split':
      return [plain(`Nothing to compare with: ${NOTHING[state.wanted]}.`)];
    case 'reading':
      return [plain('Reading the baseline…')];
    case 'unusable':
      return [plain(problemText(state.problem, timeZone))];
    case 'no-baseline':
      return [plain(noBaselineText(state.tried, timeZone))];
    case 'failed':
      return [plain(`The baseline could not be read. ${sentence(state.message)}`)];
    case 'ready': {
      const { comparison, changes, per } = state;
      const what = per === 'request' ? wholeText(kind) : wholeText(kind).replace('per request', 'per second');
      return [
        plain(`Against ${baselineText(comparison, timeZone)}: ${what} ${partText(comparison, isPart)}`),
        strong(formatChange(changes.total.ratio)),
        plain(` (${formatChangeInterval(changes.total)}).${per === 'second' ? perSecondText(comparison) : ''}`),
        ...savedText(state, isPart),
        ...roseText(state, isPart),
      ];
    }
  }
}

type Ready = Extract<ChangesState, { readonly kind: 'ready' }>;

/** What is compared, where it is not all that is on screen. */
function partText({ id, after: { match } }: Comparison, isPart: boolean): string {
  const of = id === 'label' && match !== undefined ? `of ${valueText(match)} ` : '';
  return isPart ? `${of}of the stacks shown ` : of;
}

const perSecondText = ({ id, before }: Comparison): string =>
  id === 'label'
    ? ` Requests by ${before.match?.label} are not known for both, so it is per second in which each sent profiles.`
    : ' The rate of requests is not known for both sides, so it is per second.';

/** One side after the other: what costs less now was saved since. */
const isSince = ({ id, split, before, after }: Comparison): boolean =>
  id !== 'label' && split !== 'beside' && (id === 'before' || before.toMs <= after.fromMs);

/** What a share in a sentence is of. */
const wholeOf = (isPart: boolean) => (isPart ? 'of what is shown' : 'of the total');

function savedText({ comparison, changes: { saved } }: Ready, isPart: boolean): TextSegment[] {
  return saved.length === 0
    ? []
    : [
        plain(isSince(comparison) ? ' Saved since: ' : ' Costs less: '),
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
        plain(' Costs more: '),
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
      return `${upperFirst(texts.join('; '))}. Choose another value, or a longer window.`;
    case 'previous':
    case 'window':
      return `${upperFirst(texts.join('; '))}. ${samples === null ? 'Read all versions together, or choose another.' : 'Choose another window.'}`;
    default:
      return `No comparable baseline: ${texts.join('; ')}.`;
  }
}

function triedText({ comparison, side, samples }: Tried, timeZone: TimeZone): string {
  const name = triedName(comparison, side, timeZone);
  if (samples === null) {
    return `${name} nothing tells how many requests each version served`;
  }
  const needed = comparison.id === 'label' ? `; a comparison needs ${formatSamples(NEEDED)}` : '';
  return samples === 0
    ? `${name} there is no profile`
    : `${name} there are only ${formatSamples(samples)} samples${needed}`;
}

const NEEDED = defaultVerifyLimits.minSamplesBefore;

function triedName(comparison: Comparison, side: Tried['side'], timeZone: TimeZone): string {
  const { id, split, before, after } = comparison;
  switch (id) {
    case 'label':
      return `of ${valueText((side === 'before' ? before : after).match)}`;
    case 'previous':
      return `in the window before (${spanText(before, timeZone, after)})`;
    case 'window':
      return `in ${spanText(before, timeZone, after)}`;
    case 'before':
      return split === 'beside' ? 'beside it' : 'before it';
    case 'day':
      return 'yesterday';
    case 'week':
      return 'last week';
  }
}

/** What is wrong with a choice, and what to choose instead. */
export function problemText(problem: ChoiceProblem, timeZone: TimeZone): string {
  switch (problem.kind) {
    case 'unreadable':
      return 'The comparison in this address can’t be read. Choose another.';
    case 'empty-window':
      return `The window ${spanText(problem, timeZone)} ends before it begins. Choose another.`;
    case 'overlap':
      return `${spanText(problem, timeZone)} overlaps the window on screen: both sides would hold the same samples. Choose a window that ends before it.`;
    case 'same-value':
      return `The view is of ${problem.label} ${problem.value} already. Choose another value.`;
  }
}

export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Word in the cell: `New`, `Gone`, else the change. */
export function rowChangeText({ status, ratio }: RowChange): string {
  return status === 'new' ? 'New' : formatChange(ratio);
}

/** How a row's change is made up. */
export function rowChangeDetail(
  { costBefore, costAfter, samplesBefore, samplesAfter, status, ...interval }: RowChange,
  { unit, per, against }: Pick<TableChanges, 'unit' | 'per' | 'against'>
): string {
  const sure = status === 'same' ? 'Within chance' : 'Beyond chance';
  return `${formatWeight(costBefore, unit)} to ${formatWeight(costAfter, unit)} per ${per}, 95 % interval ${formatChangeInterval(interval)}, from ${formatSamples(samplesBefore)} and ${formatSamples(samplesAfter)} samples. ${sure}. Against ${against}.`;
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
