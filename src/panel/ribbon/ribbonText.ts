/** Words of the ribbon: names of folded steps, accessible names, lanes, badges. */
import type { FunctionRef, Row } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import { formatSamples, formatShare, formatShareColumn, NBSP } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { placeText, shortPackage } from '../../shared/ui/names/nameText';
import type { LaneKind, RibbonStep } from './ribbonModel';

export const laneTexts: Readonly<Record<LaneKind, () => { readonly title: string; readonly note: string }>> = {
  dispatch: () => ({ title: t('ribbon.dispatch', 'Dispatch'), note: '' }),
  work: () => ({ title: t('ribbon.work', 'Work'), note: t('ribbon.your-code', 'your code') }),
  library: () => ({ title: t('ribbon.library', 'Library'), note: '' }),
  runtime: () => ({ title: t('ribbon.runtime', 'Runtime'), note: '' }),
  selected: () => ({ title: t('ribbon.selected', 'Selected'), note: '' }),
  callees: () => ({ title: t('ribbon.work', 'Work'), note: t('ribbon.callees', 'callees') }),
  'not-visible': () => ({ title: t('ribbon.not-visible', 'Not visible'), note: '' }),
};

const frames = (count: number) =>
  t('ribbon.frames', '', {
    count: count,
    amount: formatSamples(count),
    defaultValue_one: '{{amount}} frame',
    defaultValue_other: '{{amount}} frames',
  });

const packagesOf = (functions: readonly FunctionRef[]) => [
  ...new Set(functions.map((func) => shortPackage(func.packageName) || func.shortName)),
];

/** First line under a step. */
export function stepName(step: RibbonStep): string {
  if (step.kind !== 'folded') {
    return step.func.shortName;
  }
  const packages = packagesOf(step.hidden);
  return packages.length === 1 ? packages[0] : t('ribbon.folded', '{{hidden}} folded', { hidden: step.hidden.length });
}

/** Second line: package and place, or what is folded. */
export function stepDetail(step: RibbonStep): string {
  if (step.kind === 'folded') {
    const packages = packagesOf(step.hidden);
    return packages.length === 1 ? frames(step.hidden.length) : packages.slice(0, 2).join(', ');
  }
  if (step.kind === 'unknown') {
    return t('ribbon.no-symbol', 'no symbol');
  }
  const packageName = shortPackage(step.func.packageName);
  const parts = step.isSite ? [packageName, placeText(step.func)] : [packageName];
  const text = parts.filter((part) => part !== '').join(' · ');
  return step.isSubject && step.hidden.length > 0
    ? [text, t('ribbon.folded', '{{hidden}} folded', { hidden: formatSamples(step.hidden.length) })]
        .filter((part) => part !== '')
        .join(', ')
    : text;
}

interface CumOptions {
  /** no room for the unit behind two figures */
  readonly isTight: boolean;
  /** room for one of a subject's two figures: its own part where that is most of it */
  readonly hasOneFigure?: boolean;
  /** samples of the one request that is shown */
  readonly sampleTotal: number | undefined;
}

/** Third line: the function's own share of all CPU; for one request the samples that pass here. */
export function stepCum(
  step: RibbonStep,
  row: Row,
  { isTight, hasOneFigure = false, sampleTotal }: CumOptions
): string {
  if (sampleTotal !== undefined && step.samples !== null) {
    return t('ribbon.samples-of-all', '{{samples}} of {{sampleTotal}}', {
      samples: formatSamples(step.samples),
      sampleTotal: formatSamples(sampleTotal),
    });
  }
  const cum = formatShareColumn(step.cumShare);
  const unit = isTight && step.isSubject ? '' : `${NBSP}%`;
  if (step.isSubject && hasOneFigure) {
    return row.selfShare > step.cumShare / 2
      ? t('ribbon.self-percent', 'self {{selfShare}}\u00a0%', { selfShare: formatShareColumn(row.selfShare) })
      : t('ribbon.cum-short', 'cum {{cum}}\u00a0%', { cum });
  }
  return step.isSubject
    ? t('ribbon.cum-self', 'cum {{cum}} · self {{selfShare}}{{unit}}', {
        cum,
        selfShare: formatShareColumn(row.selfShare),
        unit,
      })
    : t('ribbon.cum', 'cum {{cum}}{{unit}}', { cum, unit });
}

/** All callers of a step, also those too small to be listed. */
export const callerCount = ({ callers, unlisted }: Pick<RibbonStep, 'callers' | 'unlisted'>): number =>
  callers.length + unlisted.count;

/** `×2 callers, this one 80 %`, then shorter versions for less room; none where nobody joins. */
export function callersBadges(step: RibbonStep): readonly string[] {
  const count = callerCount(step);
  if (count < 2) {
    return [];
  }
  const own = step.onPath >= 0 ? step.callers[step.onPath].share : null;
  const share = formatShare(own ?? step.callers[0].share);
  const times = `×${formatSamples(count)}`;
  return [
    own === null
      ? t('ribbon.callers-widest', '{{times}} callers, widest {{share}}', { times, share })
      : t('ribbon.callers-this-one', '{{times}} callers, this one {{share}}', { times, share }),
    t('ribbon.callers', '{{times}} callers, {{share}}', { times, share }),
    `${times}, ${share}`,
  ];
}

/** `3 callees, this one 92 %` on the step below a dispatcher. */
export function calleesBadge(step: RibbonStep): string | null {
  return step.amongCallees
    ? t('ribbon.callees-this-one', '', {
        count: step.amongCallees.count,
        amount: formatSamples(step.amongCallees.count),
        share: formatShare(step.amongCallees.share),
        defaultValue_one: '{{amount}} callee, this one {{share}}',
        defaultValue_other: '{{amount}} callees, this one {{share}}',
      })
    : null;
}

/** `pricing.ApplyRules, 97 % of compile's time, cum 33.4 %, fix site, 2 callers at next step`. */
export function stepLabel(step: RibbonStep, row: Row, next: RibbonStep | undefined): string {
  const name =
    step.kind === 'folded'
      ? t('ribbon.step-folded', '{{step}}, {{hidden}} folded', {
          step: stepName(step),
          hidden: frames(step.hidden.length),
        })
      : qualifiedName(step.func);
  const nextCallers = next ? callerCount(next) : 0;
  return [
    name,
    t('ribbon.of-s-time', "{{retention}} of {{shortName}}'s time", {
      retention: formatShare(step.retention),
      shortName: row.subject.shortName,
    }),
    t('ribbon.cum-percent', 'cum {{cumShare}}\u00a0%', { cumShare: formatShareColumn(step.cumShare) }),
    ...(step.recursion > 1
      ? [t('ribbon.recursive-times', 'recursive, {{recursion}} times', { recursion: formatSamples(step.recursion) })]
      : []),
    ...(step.isSite ? [t('ribbon.fix-site', 'fix site')] : []),
    ...(nextCallers > 1
      ? [
          t('ribbon.callers-at-next-step', '{{nextCallers}} callers at next step', {
            nextCallers: formatSamples(nextCallers),
          }),
        ]
      : []),
  ].join(', ');
}

/** Callers named before the rest is summed up. */
const CALLERS_NAMED = 4;

export interface ListedCallers {
  /** indices into the step's callers */
  readonly named: readonly number[];
  /** the others in one line, null where all are named */
  readonly rest: string | null;
  /** what is missing where all that the step lists are named; null where that is nothing */
  readonly missing: string | null;
}

/** @param chosen is named with the largest, wherever it stands */
export function callersList(step: Pick<RibbonStep, 'callers' | 'unlisted'>, chosen: number): ListedCallers {
  const { callers, unlisted } = step;
  const isNamed = (at: number) => at < CALLERS_NAMED || at === chosen;
  const others = callers.filter((_, at) => !isNamed(at));
  const count = others.length + unlisted.count;
  const share = others.reduce((sum, each) => sum + each.share, unlisted.share);
  return {
    named: callers.map((_, at) => at).filter(isNamed),
    rest:
      count === 0
        ? null
        : t('ribbon.others', '', {
            count,
            amount: formatSamples(count),
            share: formatShare(share),
            defaultValue_one: '{{amount}} other, {{share}}',
            defaultValue_other: '{{amount}} others, {{share}}',
          }),
    missing:
      unlisted.count === 0
        ? null
        : t('ribbon.callers-listed', '{{listed}} of {{all}} callers listed, the rest {{share}}', {
            listed: formatSamples(callers.length),
            all: formatSamples(callerCount(step)),
            share: formatShare(unlisted.share),
          }),
  };
}

/** What the height of the band is a share of. */
export function bandHint(row: Row): string {
  const whole = row.ledger
    ? row.ledger.basis === 'alloc-profile'
      ? t('ribbon.bytes-allocated', 'bytes allocated')
      : t('ribbon.allocation', 'allocation')
    : row.subject.shortName;
  return t('ribbon.band-height-share-of', 'Band height: share of {{whole}}', { whole });
}
