/**
 * Top-down: the selected function stays, and the entry points that own it are listed with their shares. It ends in one
 * word, localised or shared: whether one team's change does it, or everybody gains by one change below.
 *
 * Keyboard: ↑ ↓ Home End move, c copies the name, m opens the entry point's menu.
 */
import React, { useMemo, useRef } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Select, useStyles2 } from '@grafana/ui';
import type { FunctionRef, Row } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import { formatSamples, formatShare, formatShareColumn } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import type { WidthMode } from '../shell/panelSize';
import { ShareBar } from '../table/cells';
import { RowActions } from '../table/RowActions';
import { contextMenuOf, placeUnder } from '../table/rowMenuPlace';
import { TableFrame } from '../table/TableFrame';
import { getTableStyles } from '../table/tableStyles';
import { useRowKeys } from '../table/useRowKeys';
import { testIds } from '../testIds';
import { entryPointsOf, type EntryPointList } from './entryPoints';

interface Props {
  /** what can be selected, in the table's order */
  readonly rows: readonly Row[];
  readonly selected: Row;
  readonly mode: WidthMode;
  /** rows in view in a panel with too little room */
  readonly leastRows: number;
  /** raised when the focus should come back to the list */
  readonly focusRequest: number;
  onSelect(row: Row): void;
  onCopyName(func: FunctionRef): void;
  /** the entry point's menu is wanted, at these CSS pixels of the window */
  onMenu(func: FunctionRef, x: number, y: number): void;
}

export function TopDown(props: Props) {
  const { rows, selected, mode, leastRows, focusRequest, onSelect, onCopyName, onMenu } = props;
  const table = useStyles2(getTableStyles);
  const styles = useStyles2(getStyles);
  const list = useMemo(() => entryPointsOf(selected), [selected]);
  const options = useMemo(() => rows.map((row) => ({ value: row.id, label: qualifiedName(row.subject) })), [rows]);
  const roomy = mode === 'wide' || mode === 'full';
  const narrow = mode === 'min';
  const name = selected.subject.shortName;
  const named = useMemo(() => list.lines.flatMap(({ func }) => func ?? []), [list]);
  const ids = useMemo(() => named.map(({ key }) => key), [named]);
  const zone = useRef<HTMLElement>(null);
  const { tabStopId, pointedId, rowGroup } = useRowKeys({
    ids,
    selectedId: null,
    focusRequest,
    onNoRow: () => zone.current?.focus({ preventScroll: true }),
    actions: {
      c: (index) => onCopyName(named[index]),
      m: (index, element) => onMenu(named[index], ...placeUnder(element)),
    },
  });
  return (
    <section
      ref={zone}
      tabIndex={-1}
      data-testid={testIds.topDown}
      aria-label={t('top-down.entry-points-that-own', 'Entry points that own {{name}}', { name })}
      className={styles.zone}
    >
      <div className={styles.head}>
        <span>{t('top-down.entry-points-that-own-chosen', 'Entry points that own')}</span>
        <Select
          aria-label={t('top-down.function-whose-entry-points-are', 'Function whose entry points are listed')}
          width={narrow ? 28 : 40}
          options={options}
          value={selected.id}
          onChange={({ value }) => {
            const row = rows.find(({ id }) => id === value);
            if (row) {
              onSelect(row);
            }
          }}
        />
      </div>
      <TableFrame
        mode={mode}
        leastRows={leastRows}
        rows={list.lines.length}
        footer={<Verdict list={list} name={name} />}
      >
        <table
          className={table.table}
          role="grid"
          aria-label={t('top-down.entry-points-that-own', 'Entry points that own {{name}}', { name })}
        >
          <colgroup>
            <col />
            <col style={{ width: narrow ? 118 : 210 }} />
            {!narrow && <col style={{ width: 96 }} />}
            {roomy && <col style={{ width: 72 }} />}
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className={table.head}>
                {t('top-down.entry-point', 'Entry point')}
              </th>
              <th scope="col" className={cx(table.head, table.headRight)}>
                {t('top-down.share-of', 'Share of {{name}}', { name })}
              </th>
              {!narrow && (
                <th scope="col" className={cx(table.head, table.headRight)}>
                  {t('top-down.of-all-percent', 'Of all %')}
                </th>
              )}
              {roomy && (
                <th scope="col" className={cx(table.head, table.headRight)}>
                  {t('top-down.n', 'n')}
                </th>
              )}
            </tr>
          </thead>
          <tbody {...rowGroup}>
            {list.lines.map(({ key, func, count, share, ofAll, samples }) => (
              <tr
                key={key}
                className={cx(func && table.entry)}
                tabIndex={func === null ? undefined : key === tabStopId ? 0 : -1}
                data-row-id={func === null ? undefined : key}
                data-testid={testIds.entryPoint}
                onContextMenu={func === null ? undefined : contextMenuOf((x, y) => onMenu(func, x, y))}
              >
                <td className={table.cell}>
                  {func ? (
                    <FunctionName func={func} strong />
                  ) : (
                    <span data-muted>{t('top-down.others', '{{number}} others', { number: count })}</span>
                  )}
                </td>
                <td className={table.cell}>
                  <span className={styles.share}>
                    <ShareBar share={share} width={narrow ? 48 : 120} />
                  </span>
                </td>
                {!narrow && <td className={cx(table.cell, table.right)}>{formatShareColumn(ofAll)}</td>}
                {roomy && (
                  <td className={cx(table.cell, table.right, func && table.lastCell)}>
                    <span data-figure>{formatSamples(samples)}</span>
                    {func && key === pointedId && (
                      <RowActions
                        styles={table}
                        onCopyName={() => onCopyName(func)}
                        onMenu={(x, y) => onMenu(func, x, y)}
                      />
                    )}
                  </td>
                )}
              </tr>
            ))}
            {list.lines.length === 0 && (
              <tr>
                <td className={table.cell} colSpan={4}>
                  {t(
                    'top-down.no-function-of-yours-leads',
                    'No function of yours leads here, so no entry point is known.'
                  )}
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </TableFrame>
    </section>
  );
}

function Verdict({ list: { spread, largest, count }, name }: { readonly list: EntryPointList; readonly name: string }) {
  const styles = useStyles2(getStyles);
  if (count === 0) {
    return null;
  }
  return (
    <p className={styles.verdict}>
      <strong>{spread === 'shared' ? t('top-down.shared', 'Shared.') : t('top-down.localised', 'Localised.')}</strong>{' '}
      {spread === 'shared'
        ? t(
            'top-down.entry-points-lead-to-and',
            '{{number}} entry points lead to {{name}}, and none brings half: one change below serves all of them.',
            { number: formatSamples(count), name }
          )
        : count === 1
          ? t('top-down.comes-in-through-this', '{{share}} of {{name}} comes in through this entry point.', {
              share: formatShare(largest),
              name,
            })
          : t('top-down.comes-in-through-the-first', '{{share}} of {{name}} comes in through the first one.', {
              share: formatShare(largest),
              name,
            })}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  zone: css({ flex: '0 1 auto', minHeight: 0, display: 'flex', flexDirection: 'column' }),
  head: css({
    flex: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    padding: '0 4px 6px',
    fontSize: 13,
  }),
  share: css({ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 8 }),
  verdict: css({ margin: 0, padding: '5px 8px', fontSize: 13, lineHeight: '18px' }),
});
