/** Columns of the table: which at which width, how wide, and what their headers say. */
import { t } from '../../shared/ui/i18n/translate';
import type { WidthMode } from '../shell/panelSize';

export type ColumnId =
  'function' | 'self' | 'cum' | 'callers' | 'signal' | 'layer' | 'edit' | 'worth' | 'change' | 'samples';

export interface Column {
  readonly id: ColumnId;
  /** px; null takes the rest */
  readonly width: number | null;
  readonly align: 'left' | 'right';
}

const column = (id: ColumnId, width: number | null, align: Column['align'] = 'left'): Column => ({ id, width, align });

const full = [
  column('function', 174),
  column('self', 92),
  column('cum', 58, 'right'),
  column('callers', 140),
  column('signal', 168),
  column('layer', 138),
  column('edit', null),
  column('worth', 168),
  column('samples', 58, 'right'),
];

const wide = [
  column('function', 196),
  column('self', 108),
  column('cum', 60, 'right'),
  column('callers', 148),
  column('signal', 180),
  column('layer', 138),
  column('edit', null),
  column('worth', 220),
  column('samples', 60, 'right'),
];

const mid = [
  column('function', null),
  column('self', 84),
  column('callers', 100),
  column('layer', 134),
  column('edit', 110),
  column('worth', 112, 'right'),
];

const columnsFor: Record<WidthMode, readonly Column[]> = {
  wide,
  full,
  mid,
  small: mid.filter(({ id }) => id !== 'callers').map((each) => (each.id === 'edit' ? { ...each, width: 104 } : each)),
  min: [column('function', null), column('self', 96), column('layer', 132)],
};

/** What Edit here keeps: a function, and most often its file. */
const EDIT_WIDTH = 150;

/** What gives way to Edit here, in this order: the drawn interval, the drawn callers, then a little of the others. */
const SQUEEZES: ReadonlyArray<Partial<Record<ColumnId, number>>> = [
  {},
  { worth: 118 },
  { worth: 118, callers: 104 },
  { worth: 114, callers: 104, function: 150, self: 84, cum: 54, samples: 58 },
  { worth: 112, callers: 98, function: 132, self: 80, cum: 52, samples: 54 },
];

export interface Fit {
  readonly columns: readonly Column[];
  /** px of the drawn worth interval; 0 draws none */
  readonly worthWidth: number;
  readonly callersBar: boolean;
}

/** What gives way to the change since a baseline: what stands in the expanded row or in the ribbon as well. */
const GIVES_WAY: Record<WidthMode, readonly ColumnId[]> = {
  wide: ['cum'],
  full: ['cum'],
  mid: ['callers'],
  small: ['edit'],
  min: ['self'],
};
const CHANGE_WIDTH: Record<WidthMode, number> = { wide: 168, full: 164, mid: 92, small: 92, min: 92 };

/** The column stands before n, in the narrowest panels in the place of what it replaces. */
function withChange(columns: readonly Column[], mode: WidthMode): readonly Column[] {
  const kept = columns.filter(({ id }) => !GIVES_WAY[mode].includes(id));
  const at = kept.findIndex(({ id }) => id === (mode === 'min' ? 'layer' : 'samples'));
  const own = column('change', CHANGE_WIDTH[mode], 'right');
  return at < 0 ? [...kept, own] : [...kept.slice(0, at), own, ...kept.slice(at)];
}

/**
 * @param width CSS pixels of the panel's content
 * @param compared with a column of changes
 */
export function columnsThatFit(mode: WidthMode, width: number, compared = false): Fit {
  const columns = compared ? withChange(columnsFor[mode], mode) : columnsFor[mode];
  if (mode !== 'full') {
    return { columns, worthWidth: mode === 'wide' ? 88 : 0, callersBar: mode === 'wide' };
  }
  const squeezed = SQUEEZES.map((widths) => columns.map((each) => ({ ...each, width: widths[each.id] ?? each.width })));
  const taken = (each: readonly Column[]) => each.reduce((sum, { width: own }) => sum + (own ?? EDIT_WIDTH), 0);
  const found = squeezed.findIndex((each) => taken(each) <= width);
  const at = found < 0 ? squeezed.length - 1 : found;
  // With a column more the tightest may still be too wide: then callers are in the expanded row alone.
  const fitting = squeezed[at].filter(({ id }) => !compared || found >= 0 || id !== 'callers');
  return { columns: fitting, worthWidth: at < 1 ? 40 : 0, callersBar: at < 2 };
}

/** Word in the header and the definition in its tooltip. */
export const headers: Readonly<Record<ColumnId, () => { readonly title: string; readonly tip: string | null }>> = {
  function: () => ({ title: t('table.function', 'Function'), tip: null }),
  self: () => ({
    title: t('table.self-percent', 'Self %'),
    tip: t('table.the-function-was-running-when', 'The function was running when the sample was taken.'),
  }),
  cum: () => ({
    title: t('table.cum-percent', 'Cum %'),
    tip: t(
      'table.it-or-something-it-called',
      "It, or something it called, was running. Total in Grafana's flame graph."
    ),
  }),
  callers: () => ({
    title: t('table.callers', 'Callers'),
    tip: t('table.functions-of-yours-that-lead', 'Functions of yours that lead here, and the largest share.'),
  }),
  signal: () => ({ title: t('table.signal', 'Signal'), tip: null }),
  layer: () => ({ title: t('table.fix-layer', 'Fix layer'), tip: null }),
  edit: () => ({ title: t('table.edit-here', 'Edit here'), tip: null }),
  worth: () => ({ title: t('table.worth', 'Worth'), tip: null }),
  change: () => ({
    title: t('table.change', 'Change'),
    tip: t('table.cost-per-unit-of-load', 'Cost per unit of load since the baseline, with its 95 % interval.'),
  }),
  samples: () => ({ title: 'n', tip: t('table.samples-behind-this-row', 'Samples behind this row.') }),
};

/** Of the column Change, with the baseline by its name. */
export const changeTip = (against: string): string =>
  t('table.cost-per-unit-of-load-against', 'Cost per unit of load against {{against}}, with its 95 % interval.', {
    against,
  });
