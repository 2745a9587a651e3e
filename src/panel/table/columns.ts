/** Columns of the table: which at which width, how wide, and what their headers say. */
import type { WidthMode } from '../shell/panelSize';

export type ColumnId = 'function' | 'self' | 'cum' | 'callers' | 'signal' | 'layer' | 'edit' | 'worth' | 'samples';

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
  column('layer', 122),
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
  column('layer', 122),
  column('edit', null),
  column('worth', 220),
  column('samples', 60, 'right'),
];

const mid = [
  column('function', null),
  column('self', 84),
  column('callers', 100),
  column('layer', 120),
  column('edit', 106),
  column('worth', 112, 'right'),
];

export const columnsFor: Record<WidthMode, readonly Column[]> = {
  wide,
  full,
  mid,
  small: mid.filter(({ id }) => id !== 'callers').map((each) => (each.id === 'edit' ? { ...each, width: 104 } : each)),
  min: [column('function', null), column('self', 96), column('layer', 122)],
};

/** Word in the header and the definition in its tooltip (DESIGN-VISUAL section 9). */
export const headers: Record<ColumnId, { readonly title: string; readonly tip: string | null }> = {
  function: { title: 'Function', tip: null },
  self: { title: 'Self %', tip: 'The function was running when the sample was taken.' },
  cum: { title: 'Cum %', tip: "It, or something it called, was running. Total in Grafana's flame graph." },
  callers: { title: 'Callers', tip: 'Functions of yours that lead here, and the largest share.' },
  signal: { title: 'Signal', tip: null },
  layer: { title: 'Fix layer', tip: null },
  edit: { title: 'Edit here', tip: null },
  worth: { title: 'Worth', tip: null },
  samples: { title: 'n', tip: 'Samples behind this row.' },
};
