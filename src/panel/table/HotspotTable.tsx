/**
 * The signal-to-fix-layer table. Order is the analysis' own: best first, and it never changes under the pointer.
 *
 * Keyboard: ↑ ↓ Home End move, → ← expand and collapse, Enter selects and goes to the ribbon, c copies the name, m opens
 * the row's menu.
 */
import React, { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Icon, useStyles2 } from '@grafana/ui';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import type { Analysis, ProfileKind, Row } from '../../analysis/model';
import { worthHeader, worthTip } from '../../analysis/wording';
import { formatSamples, formatSharePrecise } from '../../shared/lib/format';
import { Glyph } from '../../shared/ui/icons/Glyph';
import { t } from '../../shared/ui/i18n/translate';
import { Tip } from '../../shared/ui/tips/Tip';
import { TipAnchor } from '../../shared/ui/tips/TipAnchor';
import type { TableChanges } from '../change/tableChanges';
import type { WidthMode } from '../shell/panelSize';
import { useAfterPaint } from '../shell/useAfterPaint';
import { testIds } from '../testIds';
import { changeTip, columnsThatFit, headers, type Column } from './columns';
import { FiguresMenu } from './FiguresMenu';
import { axisEnd, selfAndCum } from './figures';
import { HotspotRow, type RowView } from './HotspotRow';
import { placeUnder } from './rowMenuPlace';
import { rowsShown } from './rowsShown';
import { TableFrame } from './TableFrame';
import { getTableStyles } from './tableStyles';

/** The Worth axis is the same for all rows and starts at 0–30 %. */
const WORTH_AXIS = 0.3;
const SELF_AXIS = 0.1;
/** Above this share the figures must be read with care. */
const MUCH_HIDDEN_SHARE = 0.2;

interface Props {
  readonly analysis: Analysis;
  readonly mode: WidthMode;
  /** rows in view in a panel with too little room */
  readonly leastRows: number;
  /** CSS pixels of the panel's content */
  readonly width: number;
  readonly selectedId: string | null;
  readonly raw: boolean;
  /** changes since a baseline; null without one */
  readonly changes: TableChanges | null;
  /** rows stand in order of their change */
  readonly byChange: boolean;
  /** raised when the focus should come back to the selected row */
  readonly focusRequest: number;
  onRawChange(raw: boolean): void;
  onSelect(row: Row): void;
  /** Enter: select and go on to the ribbon */
  onOpen(row: Row): void;
  onCopyName(row: Row): void;
  /** the row's menu is wanted, at these CSS pixels of the window */
  onMenu(row: Row, x: number, y: number): void;
  /** beside the count of rows */
  readonly footerNote?: React.ReactNode;
}

export function HotspotTable({
  analysis,
  mode,
  leastRows,
  width,
  selectedId,
  raw,
  changes,
  byChange,
  focusRequest,
  onRawChange,
  onSelect,
  onOpen,
  onCopyName,
  onMenu,
  footerNote,
}: Props) {
  const styles = useStyles2(getTableStyles);
  // One row's actions are there before the pointer is: rules that come with a click hold its ribbon up (ribbon/earlyRules).
  const painted = useAfterPaint(true);
  const [showAll, setShowAll] = useState(false);
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [cursorId, setCursorId] = useState<string | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);

  const rows = rowsShown(analysis.rows, showAll, selectedId);
  const { columns, worthWidth, callersBar } = useMemo(
    () => columnsThatFit(mode, width, changes !== null),
    [mode, width, changes]
  );
  const view = useMemo<RowView>(() => {
    const roomy = mode === 'wide' || mode === 'full';
    const selfs = analysis.rows.map((row) => selfAndCum(row, analysis, raw).self.share);
    const worths = analysis.rows.map((row) => row.saving?.p90 ?? 0);
    return {
      analysis,
      columns,
      raw,
      selfAxis: axisEnd(Math.max(0, ...selfs), SELF_AXIS),
      worthAxis: axisEnd(Math.max(0, ...worths), WORTH_AXIS),
      worthWidth,
      callersBar,
      roomy,
      styles,
      changes,
    };
  }, [analysis, columns, worthWidth, callersBar, raw, mode, styles, changes]);

  const tabStopId = [cursorId, selectedId].find((id) => rows.some((row) => row.id === id)) ?? rows[0]?.id ?? null;

  const focusRow = useCallback((id: string) => {
    setCursorId(id);
    for (const element of body.current?.querySelectorAll<HTMLElement>('tr[data-row-id]') ?? []) {
      if (element.dataset.rowId === id) {
        element.focus();
      }
    }
  }, []);

  const handledRequest = useRef(focusRequest);
  useEffect(() => {
    if (focusRequest !== handledRequest.current && selectedId !== null) {
      handledRequest.current = focusRequest;
      focusRow(selectedId);
    }
  }, [focusRequest, selectedId, focusRow]);

  const toggle = useCallback((row: Row, open?: boolean) => {
    setExpanded((before) => {
      const after = new Set(before);
      if (open ?? !before.has(row.id)) {
        after.add(row.id);
      } else {
        after.delete(row.id);
      }
      return after;
    });
  }, []);
  const onToggle = useCallback((row: Row) => toggle(row), [toggle]);
  const select = useCallback(
    (row: Row) => {
      setCursorId(row.id);
      onSelect(row);
    },
    [onSelect]
  );

  const onKeyDown = (event: React.KeyboardEvent<HTMLTableSectionElement>) => {
    const target = event.target as HTMLElement;
    const index = rows.findIndex((row) => row.id === target.dataset.rowId);
    if (index < 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const actions: Record<string, () => void> = {
      ArrowDown: () => focusRow(rows[Math.min(rows.length - 1, index + 1)].id),
      ArrowUp: () => focusRow(rows[Math.max(0, index - 1)].id),
      Home: () => focusRow(rows[0].id),
      End: () => focusRow(rows[rows.length - 1].id),
      ArrowRight: () => toggle(rows[index], true),
      ArrowLeft: () => toggle(rows[index], false),
      Enter: () => onOpen(rows[index]),
      ' ': () => select(rows[index]),
      c: () => onCopyName(rows[index]),
      m: () => {
        setCursorId(rows[index].id);
        onSelect(rows[index]);
        onMenu(rows[index], ...placeUnder(target));
      },
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      event.stopPropagation();
      action();
    }
  };

  return (
    <TableFrame
      mode={mode}
      leastRows={leastRows}
      rows={rows.length}
      footer={
        <Footer analysis={analysis} shown={rows.length} showAll={showAll} onShowAll={setShowAll} note={footerNote} />
      }
    >
      <table
        className={styles.table}
        role="treegrid"
        aria-label={t('table.where-to-fix', 'Where to fix')}
        data-testid={testIds.table}
      >
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={width === null ? undefined : { width }} />
          ))}
        </colgroup>
        <Head
          columns={columns}
          kind={analysis.profile.kind}
          narrowWorth={worthWidth === 0}
          raw={raw}
          byChange={byChange}
          against={changes?.against ?? ''}
          onRawChange={onRawChange}
        />
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row, index) => (
            <HotspotRow
              key={row.id}
              row={row}
              view={view}
              selected={row.id === selectedId}
              expanded={expanded.has(row.id)}
              tabStop={row.id === tabStopId}
              withActions={painted && index === 0}
              onSelect={select}
              onToggle={onToggle}
              onCopyName={onCopyName}
              onMenu={onMenu}
            />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

interface HeadProps extends Omit<HeaderProps, 'column'> {
  readonly columns: readonly Column[];
}

const Head = memo(function Head({ columns, ...props }: HeadProps) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <HeaderCell key={column.id} column={column} {...props} />
        ))}
      </tr>
    </thead>
  );
});

interface HeaderProps {
  readonly column: Column;
  /** what the profile measures, and so what a fix saves */
  readonly kind: ProfileKind;
  /** Worth has no room for its note */
  readonly narrowWorth: boolean;
  readonly raw: boolean;
  readonly byChange: boolean;
  /** name of the baseline; '' without one */
  readonly against: string;
  onRawChange(raw: boolean): void;
}

function HeaderCell(props: HeaderProps) {
  const { column, kind, narrowWorth: isNarrow, raw, byChange, against, onRawChange } = props;
  const { id, align } = column;
  const styles = useStyles2(getTableStyles);
  const { title, tip: ownTip } = headers[id]();
  const tip = id === 'worth' ? worthTip(kind) : id === 'change' && against !== '' ? changeTip(against) : ownTip;
  const narrowWorth = id === 'worth' && isNarrow;
  const isSorted = id === (byChange ? 'change' : 'worth');
  const isRaw = raw && (id === 'self' || id === 'cum');
  const label = (
    <TipAnchor className={mergedClass(isRaw && styles.sortMark)}>
      {narrowWorth
        ? kind === 'cpu'
          ? t('table.cpu-saved', 'CPU saved')
          : t('table.saved', 'Saved')
        : isRaw
          ? id === 'self'
            ? t('table.self-raw', 'Self raw')
            : t('table.cum-raw', 'Cum raw')
          : title}
    </TipAnchor>
  );
  return (
    <th
      className={mergedClass(styles.head, align === 'right' && styles.headRight)}
      scope="col"
      aria-sort={isSorted ? 'descending' : undefined}
    >
      <span className={styles.headContent}>
        {tip ? <Tip content={tip}>{label}</Tip> : label}
        {id === 'self' && <FiguresMenu raw={raw} onChange={onRawChange} />}
        {isSorted && <Glyph name="arrow-down" size="xs" className={styles.sortMark} />}
        {id === 'worth' && !narrowWorth && <span className={styles.headNote}>{worthHeader(kind)}</span>}
      </span>
    </th>
  );
}

interface FooterProps {
  readonly analysis: Analysis;
  readonly shown: number;
  readonly showAll: boolean;
  onShowAll(showAll: boolean): void;
  readonly note?: React.ReactNode;
}

const Footer = memo(function Footer({ analysis, shown, showAll, onShowAll, note }: FooterProps) {
  const styles = useStyles2(getTableStyles);
  const { hiddenShare, unknownShare } = analysis.quality;
  const rest = analysis.rows.length - shown;
  const warn = hiddenShare + unknownShare > MUCH_HIDDEN_SHARE;
  const counts = {
    shown: formatSamples(shown),
    rows: formatSamples(analysis.rows.length),
    functions: formatSamples(analysis.profile.functionCount),
  };
  return (
    <div className={styles.footer}>
      <span>
        {rest > 0
          ? t('table.top-rows', 'Top {{shown}} of {{rows}} rows, {{functions}} functions. ', counts)
          : t('table.all-rows', '{{shown}} of {{rows}} rows, {{functions}} functions. ', counts)}
        {(rest > 0 || showAll) && (
          <button
            type="button"
            className={styles.link}
            data-testid={testIds.showAll}
            onClick={() => onShowAll(!showAll)}
          >
            {showAll ? t('table.show-fewer', 'Show fewer') : t('table.show-all', 'Show all')}
          </button>
        )}
        {note}
      </span>
      <span className={mergedClass(warn && styles.warning)}>
        {warn && <Icon name="exclamation-triangle" size="xs" />}
        <Tip content={t('table.too-small-to-be-sent', 'Too small to be sent by the store.')}>
          <TipAnchor>
            {t('table.hidden', 'Hidden {{hiddenShare}}', { hiddenShare: formatSharePrecise(hiddenShare) })}
          </TipAnchor>
        </Tip>
        {' · '}
        <Tip content={t('table.frames-without-a-name', 'Frames without a name.')}>
          <TipAnchor>
            {t('table.unknown', 'Unknown {{unknownShare}}', { unknownShare: formatSharePrecise(unknownShare) })}
          </TipAnchor>
        </Tip>
      </span>
    </div>
  );
});
