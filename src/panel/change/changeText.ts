/** Versions, baselines and changes in words. */
import { dateTimeFormat, type TimeZone } from '@grafana/data';
import {
  formatChange,
  formatChangeInterval,
  qualifiedName,
  wholeText,
  type ProfileKind,
  type RowChange,
  type TextSegment,
} from '../../analysis';
import type { BaselineId, Comparison } from '../../correlate/baseline';
import { isNewer } from '../../correlate/versionsInView';
import { formatSamples, formatShare, formatWeight, MINUS } from '../../shared/lib/format';
import type { Tried } from './readBaseline';
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

const EARLIER: Readonly<Record<Exclude<BaselineId, 'before'>, string>> = {
  day: 'the same window yesterday',
  week: 'the same window last week',
};

/** `1.4.0, before the deploy at 14:02`; `the same window yesterday`. */
export function baselineText({ id, split, atMs, before }: Comparison, timeZone: TimeZone): string {
  if (id !== 'before') {
    return EARLIER[id];
  }
  if (split === 'beside') {
    return `${before.version}, which serves beside it`;
  }
  const at = atMs === null ? '' : ` at ${dateTimeFormat(atMs, { timeZone, format: 'HH:mm' })}`;
  const what = split === 'breach' ? `the time before the breach${at}` : `before the deploy${at}`;
  return before.version === null ? (split === 'breach' ? what : `the time ${what}`) : `${before.version}, ${what}`;
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
    case 'no-baseline':
      return [plain(`No comparable baseline: ${state.tried.map(triedText).join('; ')}.`)];
    case 'failed':
      return [plain(`The baseline could not be read. ${sentence(state.message)}`)];
    case 'ready': {
      const { comparison, changes, per } = state;
      const what = per === 'request' ? wholeText(kind) : wholeText(kind).replace('per request', 'per second');
      const unknownLoad =
        per === 'second' ? ' The rate of requests is not known for both sides, so it is per second.' : '';
      return [
        plain(`Against ${baselineText(comparison, timeZone)}: ${what} ${isPart ? 'of the stacks shown ' : ''}`),
        strong(formatChange(changes.total.ratio)),
        plain(` (${formatChangeInterval(changes.total)}).${unknownLoad}`),
        ...savedText(state, isPart),
        ...roseText(state, isPart),
      ];
    }
  }
}

type Ready = Extract<ChangesState, { readonly kind: 'ready' }>;

/** What a share in a sentence is of. */
const wholeOf = (isPart: boolean) => (isPart ? 'of what is shown' : 'of the total');

function savedText({ comparison, changes: { saved } }: Ready, isPart: boolean): TextSegment[] {
  return saved.length === 0
    ? []
    : [
        plain(comparison.split === 'beside' ? ' Costs less: ' : ' Saved since: '),
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

function triedText({ id, split, samples }: Tried): string {
  const name =
    split === 'beside' ? 'beside it' : id === 'before' ? 'before it' : id === 'day' ? 'yesterday' : 'last week';
  if (samples === null) {
    return `${name} nothing tells how many requests each version served`;
  }
  return samples === 0 ? `${name} there is no profile` : `${name} there are only ${formatSamples(samples)} samples`;
}

/** Word in the cell: `New`, `Gone`, else the change. */
export function rowChangeText({ status, ratio }: RowChange): string {
  return status === 'new' ? 'New' : formatChange(ratio);
}

/** How a row's change is made up. */
export function rowChangeDetail(
  { costBefore, costAfter, samplesBefore, samplesAfter, status, ...interval }: RowChange,
  unit: string,
  per: 'request' | 'second'
): string {
  const sure = status === 'same' ? 'Within chance' : 'Beyond chance';
  return `${formatWeight(costBefore, unit)} to ${formatWeight(costAfter, unit)} per ${per}, 95 % interval ${formatChangeInterval(interval)}, from ${formatSamples(samplesBefore)} and ${formatSamples(samplesAfter)} samples. ${sure}.`;
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
