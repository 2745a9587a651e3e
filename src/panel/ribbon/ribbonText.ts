/** Words of the ribbon: names of folded steps, accessible names, lanes, badges. */
import type { FunctionRef, NeighbourShare, Row } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import { formatSamples, formatShare, formatShareColumn, NBSP } from '../../shared/lib/format';
import { placeText, shortPackage } from '../../shared/ui/names/nameText';
import type { LaneKind, RibbonStep } from './ribbonModel';

export const laneTexts: Record<LaneKind, { readonly title: string; readonly note: string }> = {
  dispatch: { title: 'Dispatch', note: '' },
  work: { title: 'Work', note: 'your code' },
  library: { title: 'Library', note: '' },
  runtime: { title: 'Runtime', note: '' },
  selected: { title: 'Selected', note: '' },
  callees: { title: 'Work', note: 'callees' },
  'not-visible': { title: 'Not visible', note: '' },
};

const frames = (count: number) => `${formatSamples(count)} ${count === 1 ? 'frame' : 'frames'}`;

const packagesOf = (functions: readonly FunctionRef[]) => [
  ...new Set(functions.map((func) => shortPackage(func.packageName) || func.shortName)),
];

/** First line under a step. */
export function stepName(step: RibbonStep): string {
  if (step.kind !== 'folded') {
    return step.func.shortName;
  }
  const packages = packagesOf(step.hidden);
  return packages.length === 1 ? packages[0] : `${step.hidden.length} folded`;
}

/** Second line: package and place, or what is folded. */
export function stepDetail(step: RibbonStep): string {
  if (step.kind === 'folded') {
    const packages = packagesOf(step.hidden);
    return packages.length === 1 ? frames(step.hidden.length) : packages.slice(0, 2).join(', ');
  }
  if (step.kind === 'unknown') {
    return 'no symbol';
  }
  const packageName = shortPackage(step.func.packageName);
  const parts = step.isSite ? [packageName, placeText(step.func)] : [packageName];
  const text = parts.filter((part) => part !== '').join(' · ');
  return step.isSubject && step.hidden.length > 0
    ? [text, `${formatSamples(step.hidden.length)} folded`].filter((part) => part !== '').join(', ')
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
    return `${formatSamples(step.samples)} of ${formatSamples(sampleTotal)}`;
  }
  const cum = formatShareColumn(step.cumShare);
  const unit = isTight && step.isSubject ? '' : `${NBSP}%`;
  if (step.isSubject && hasOneFigure) {
    return row.selfShare > step.cumShare / 2
      ? `self ${formatShareColumn(row.selfShare)}${NBSP}%`
      : `cum ${cum}${NBSP}%`;
  }
  return step.isSubject ? `cum ${cum} · self ${formatShareColumn(row.selfShare)}${unit}` : `cum ${cum}${unit}`;
}

/** `×2 callers, this one 80 %`, then shorter versions for less room; none where nobody joins. */
export function callersBadges(step: RibbonStep): readonly string[] {
  const count = step.callers.length;
  if (count < 2) {
    return [];
  }
  const own = step.onPath >= 0 ? step.callers[step.onPath].share : null;
  const share = formatShare(own ?? step.callers[0].share);
  const times = `×${formatSamples(count)}`;
  return [
    `${times} callers, ${own === null ? 'widest' : 'this one'} ${share}`,
    `${times} callers, ${share}`,
    `${times}, ${share}`,
  ];
}

/** `3 callees, this one 92 %` on the step below a dispatcher. */
export function calleesBadge(step: RibbonStep): string | null {
  return step.amongCallees
    ? `${formatSamples(step.amongCallees.count)} ${step.amongCallees.count === 1 ? 'callee' : 'callees'}, this one ${formatShare(step.amongCallees.share)}`
    : null;
}

/** `pricing.ApplyRules, 97 % of compile's time, cum 33.4 %, fix site, 2 callers at next step`. */
export function stepLabel(step: RibbonStep, row: Row, next: RibbonStep | undefined): string {
  const name =
    step.kind === 'folded' ? `${stepName(step)}, ${frames(step.hidden.length)} folded` : qualifiedName(step.func);
  const nextCallers = next?.callers.length ?? 0;
  return [
    name,
    `${formatShare(step.retention)} of ${row.subject.shortName}'s time`,
    `cum ${formatShareColumn(step.cumShare)}${NBSP}%`,
    ...(step.recursion > 1 ? [`recursive, ${formatSamples(step.recursion)} times`] : []),
    ...(step.isSite ? ['fix site'] : []),
    ...(nextCallers > 1 ? [`${formatSamples(nextCallers)} callers at next step`] : []),
  ].join(', ');
}

/** Callers named before the rest is summed up. */
const CALLERS_NAMED = 4;

export function callersList(callers: readonly NeighbourShare[]): {
  readonly named: readonly NeighbourShare[];
  readonly rest: string | null;
} {
  const rest = callers.slice(CALLERS_NAMED);
  const share = rest.reduce((sum, each) => sum + each.share, 0);
  return {
    named: callers.slice(0, CALLERS_NAMED),
    rest:
      rest.length === 0
        ? null
        : `${formatSamples(rest.length)} ${rest.length === 1 ? 'other' : 'others'}, ${formatShare(share)}`,
  };
}

/** What the height of the band is a share of. */
export function bandHint(row: Row): string {
  const whole = row.ledger
    ? row.ledger.basis === 'alloc-profile'
      ? 'bytes allocated'
      : 'allocation'
    : row.subject.shortName;
  return `Band height: share of ${whole}`;
}
