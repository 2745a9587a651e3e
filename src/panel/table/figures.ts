/** What the table's cells say, as text and numbers; no markup. */
import type { Analysis, FanIn, Interval, Row } from '../../analysis/model';
import {
  formatInterval,
  formatShare,
  formatShareColumn,
  formatSharePrecise,
  formatWeight,
  NOT_APPLICABLE,
} from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { roundToSum } from './roundToSum';

export interface Figure {
  /** 0..1 of the profile */
  readonly share: number;
  readonly text: string;
}

/** Self and cum of a row: folded as the analysis ranks them, or raw as pprof counts them. */
export function selfAndCum(
  row: Row,
  analysis: Analysis,
  raw: boolean
): { readonly self: Figure; readonly cum: Figure } {
  const { total } = analysis.profile;
  const figure = (share: number): Figure => ({ share, text: formatShareColumn(share) });
  return raw
    ? { self: figure(total > 0 ? row.selfRaw / total : 0), cum: figure(total > 0 ? row.cumRaw / total : 0) }
    : { self: figure(row.selfShare), cum: figure(row.cumShare) };
}

/** Parts that are named in the tooltip before the rest is summed up. */
const PARTS_NAMED = 6;
/** Tenths of a percent point in the whole. */
const TENTHS = 1000;

/** Lines of the Self tooltip; in folded mode they add up to the figure in the cell. */
export function selfParts(
  row: Row,
  analysis: Analysis,
  raw: boolean
): ReadonlyArray<{ readonly name: string; readonly value: string }> {
  const { unit } = analysis.profile;
  if (raw) {
    return [
      { name: t('table.self-as-pprof-counts-it', 'Self, as pprof counts it'), value: formatWeight(row.selfRaw, unit) },
      { name: t('table.cum-as-pprof-counts-it', 'Cum, as pprof counts it'), value: formatWeight(row.cumRaw, unit) },
    ];
  }
  const named = row.folded.slice(0, PARTS_NAMED);
  const rest = row.folded.slice(PARTS_NAMED);
  const parts = named.map((part) => ({ name: part.func.shortName, share: part.selfShare }));
  if (rest.length > 0) {
    parts.push({
      name: t('table.more-folded', '', {
        count: rest.length,
        defaultValue_one: '{{count}} more folded frame',
        defaultValue_other: '{{count}} more folded frames',
      }),
      share: rest.reduce((total, part) => total + part.selfShare, 0),
    });
  }
  // The cell's own text is the sum, so that both round the same way.
  const shownTenths = Math.round(10 * Number(formatShareColumn(row.selfShare)));
  const tenths = roundToSum(
    parts.map(({ share }) => share * TENTHS),
    shownTenths
  );
  return parts.map(({ name }, index) => ({ name, value: formatSharePrecise(tenths[index] / TENTHS) }));
}

/** `1 · 97 %` for a dominant caller, else `6 · max 24 %`; a dash where no caller is owned. */
export function callersText(fanIn: FanIn, dominantFrom: number): string {
  const count = fanIn.owned.length;
  if (count === 0) {
    return NOT_APPLICABLE;
  }
  const largest = formatShare(fanIn.owned[0].share);
  return fanIn.owned[0].share >= dominantFrom
    ? `1 · ${largest}`
    : t('table.max', '{{number}} · max\u00a0{{largest}}', { number: count, largest });
}

/** `−24 %` and `(19–29)` apart, because they are drawn in different ink. */
export function savingTexts(saving: Interval): { readonly point: string; readonly range: string } {
  const text = formatInterval(saving);
  const at = text.lastIndexOf(' (');
  return { point: text.slice(0, at), range: text.slice(at + 1) };
}

/** End of an axis from 0: `largest` rounded up to the next tenth, at least `least`. */
export function axisEnd(largest: number, least: number): number {
  return Math.min(1, Math.max(least, Math.ceil(largest * 10 - 1e-9) / 10));
}
