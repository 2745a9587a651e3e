/** One row: one site, one layer. Expands to callers and callees. */
import React, { memo, useState } from 'react';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import type { Analysis, Row } from '../../analysis/model';
import { signalText } from '../../analysis/wording';
import { chipKind, LayerChip } from '../../shared/ui/chips/LayerChip';
import { SignalGlyph } from '../../shared/ui/chips/SignalGlyph';
import { t } from '../../shared/ui/i18n/translate';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import { ChangeCell } from '../change/ChangeCell';
import type { TableChanges } from '../change/tableChanges';
import { testIds } from '../testIds';
import { CallersCell, EditCell, SamplesCell, SelfCell, WorthCell } from './cells';
import type { Column, ColumnId } from './columns';
import { selfAndCum } from './figures';
import { RowActions } from './RowActions';
import { RowDetail } from './RowDetail';
import { contextMenuOf } from './rowMenuPlace';
import type { TableStyles } from './tableStyles';

export interface RowView {
  readonly analysis: Analysis;
  readonly columns: readonly Column[];
  readonly raw: boolean;
  /** end of the Self axis and of the Worth axis, as shares */
  readonly selfAxis: number;
  readonly worthAxis: number;
  /** px of the drawn worth interval; 0 draws none */
  readonly worthWidth: number;
  /** room for the caller distribution */
  readonly callersBar: boolean;
  /** room for places, for two columns in the expanded row */
  readonly roomy: boolean;
  readonly styles: TableStyles;
  /** null without a column of changes */
  readonly changes: TableChanges | null;
}

interface Props {
  readonly row: Row;
  readonly view: RowView;
  readonly selected: boolean;
  readonly expanded: boolean;
  /** the one row that Tab reaches */
  readonly tabStop: boolean;
  /** its actions are there before the pointer is */
  readonly withActions: boolean;
  onSelect(row: Row): void;
  onToggle(row: Row): void;
  onCopyName(row: Row): void;
  onMenu(row: Row, x: number, y: number): void;
}

export const HotspotRow = memo(function HotspotRow({
  row,
  view,
  selected,
  expanded,
  tabStop,
  withActions,
  onSelect,
  onToggle,
  onCopyName,
  onMenu,
}: Props) {
  const { columns, styles } = view;
  // Its actions show under the pointer only (tableStyles), so they need not be there before.
  const [pointedAt, setPointedAt] = useState(false);
  return (
    <>
      <tr
        className={mergedClass(styles.row, selected && styles.selected)}
        aria-selected={selected}
        aria-expanded={expanded}
        aria-level={1}
        tabIndex={tabStop ? 0 : -1}
        data-row-id={row.id}
        data-testid={testIds.row}
        onClick={() => onSelect(row)}
        onContextMenu={contextMenuOf((x, y) => {
          onSelect(row);
          onMenu(row, x, y);
        })}
        onMouseEnter={() => setPointedAt(true)}
      >
        {columns.map(({ id, align }) => (
          <td
            key={id}
            className={mergedClass(styles.cell, align === 'right' && styles.right, id === 'samples' && styles.lastCell)}
          >
            {id === 'function' ? (
              <span className={styles.functionCell}>
                <button
                  type="button"
                  className={styles.expander}
                  tabIndex={-1}
                  aria-label={
                    expanded
                      ? t('table.hide-callers', 'Hide callers and callees of {{name}}', { name: row.subject.shortName })
                      : t('table.show-callers', 'Show callers and callees of {{name}}', { name: row.subject.shortName })
                  }
                  onClick={(event) => {
                    event.stopPropagation();
                    onToggle(row);
                  }}
                >
                  <Chevron down={expanded} />
                </button>
                <FunctionName func={row.subject} strong />
              </span>
            ) : (
              <Cell id={id} row={row} view={view} />
            )}
            {id === 'samples' && (pointedAt || withActions) && (
              <RowActions
                styles={styles}
                onCopyName={() => onCopyName(row)}
                onMenu={(x, y) => {
                  onSelect(row);
                  onMenu(row, x, y);
                }}
              />
            )}
          </td>
        ))}
      </tr>
      {expanded && (
        <tr className={mergedClass(styles.detailRow, selected && styles.selectedDetail)} aria-level={2}>
          <td colSpan={columns.length}>
            <RowDetail row={row} stacked={!view.roomy} />
          </td>
        </tr>
      )}
    </>
  );
});

/** Drawn here: an `Icon` is loaded, parsed and rendered twice, a dozen of them as long as the rest of a row. */
const Chevron = ({ down }: { readonly down: boolean }) => (
  <svg width={16} height={16} viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor">
    <path d={down ? 'M4.5 6.5 8 10l3.5-3.5' : 'M6.5 4.5 10 8l-3.5 3.5'} strokeWidth={1.4} strokeLinecap="round" />
  </svg>
);

function Cell({
  id,
  row,
  view,
}: {
  readonly id: Exclude<ColumnId, 'function'>;
  readonly row: Row;
  readonly view: RowView;
}) {
  const { analysis, raw, styles } = view;
  switch (id) {
    case 'self':
      return <SelfCell row={row} analysis={analysis} raw={raw} axis={view.selfAxis} />;
    case 'cum':
      return <>{selfAndCum(row, analysis, raw).cum.text}</>;
    case 'callers':
      return <CallersCell row={row} analysis={analysis} withBar={view.callersBar} />;
    case 'signal':
      return (
        <span className={styles.signal}>
          <SignalGlyph signal={row.signal} />
          {signalText(row.signal)}
        </span>
      );
    case 'layer':
      return <LayerChip kind={chipKind(row)} />;
    case 'edit':
      return <EditCell row={row} withPlace={view.roomy} />;
    case 'worth':
      return (
        <WorthCell
          saving={row.verdict === 'fix' ? row.saving : null}
          axis={view.worthAxis}
          axisWidth={view.worthWidth}
        />
      );
    case 'change':
      return view.changes && <ChangeCell id={row.id} changes={view.changes} roomy={view.roomy} />;
    case 'samples':
      return <SamplesCell samples={row.samples} needed={analysis.thresholds.minSamplesRow} />;
  }
}
