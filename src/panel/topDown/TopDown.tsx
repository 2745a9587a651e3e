/**
 * Top-down: the selected function stays, and the entry points that own it are listed with their shares. It ends in one
 * word, localised or shared: whether one team's change does it, or everybody gains by one change below.
 */
import React, { useMemo } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Select, useStyles2 } from '@grafana/ui';
import type { Row } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import { formatSamples, formatShare, formatShareColumn } from '../../shared/lib/format';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import type { WidthMode } from '../shell/panelSize';
import { ShareBar } from '../table/cells';
import { TableFrame } from '../table/TableFrame';
import { getTableStyles } from '../table/tableStyles';
import { testIds } from '../testIds';
import { entryPointsOf, type EntryPointList } from './entryPoints';

interface Props {
  /** what can be selected, in the table's order */
  readonly rows: readonly Row[];
  readonly selected: Row;
  readonly mode: WidthMode;
  onSelect(row: Row): void;
}

export function TopDown({ rows, selected, mode, onSelect }: Props) {
  const table = useStyles2(getTableStyles);
  const styles = useStyles2(getStyles);
  const list = useMemo(() => entryPointsOf(selected), [selected]);
  const options = useMemo(() => rows.map((row) => ({ value: row.id, label: qualifiedName(row.subject) })), [rows]);
  const roomy = mode === 'wide' || mode === 'full';
  const narrow = mode === 'min';
  const name = selected.subject.shortName;
  return (
    <section data-testid={testIds.topDown} aria-label={`Entry points that own ${name}`} className={styles.zone}>
      <div className={styles.head}>
        <span>Entry points that own</span>
        <Select
          aria-label="Function whose entry points are listed"
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
      <TableFrame mode={mode} rows={list.lines.length} footer={<Verdict list={list} name={name} />}>
        <table className={table.table}>
          <colgroup>
            <col />
            <col style={{ width: narrow ? 118 : 210 }} />
            {!narrow && <col style={{ width: 96 }} />}
            {roomy && <col style={{ width: 72 }} />}
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className={table.head}>
                Entry point
              </th>
              <th scope="col" className={cx(table.head, table.headRight)}>
                Share of {name}
              </th>
              {!narrow && (
                <th scope="col" className={cx(table.head, table.headRight)}>
                  Of all %
                </th>
              )}
              {roomy && (
                <th scope="col" className={cx(table.head, table.headRight)}>
                  n
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {list.lines.map(({ key, func, count, share, ofAll, samples }) => (
              <tr key={key} data-testid={testIds.entryPoint}>
                <td className={table.cell}>
                  {func ? <FunctionName func={func} strong /> : <span data-muted>{`${count} others`}</span>}
                </td>
                <td className={table.cell}>
                  <span className={styles.share}>
                    <ShareBar share={share} width={narrow ? 48 : 120} />
                  </span>
                </td>
                {!narrow && <td className={cx(table.cell, table.right)}>{formatShareColumn(ofAll)}</td>}
                {roomy && <td className={cx(table.cell, table.right)}>{formatSamples(samples)}</td>}
              </tr>
            ))}
            {list.lines.length === 0 && (
              <tr>
                <td className={table.cell} colSpan={4}>
                  No function of yours leads here, so no entry point is known.
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
      <strong>{spread === 'shared' ? 'Shared.' : 'Localised.'}</strong>{' '}
      {spread === 'shared'
        ? `${formatSamples(count)} entry points lead to ${name}, and none brings half: one change below serves all of them.`
        : `${formatShare(largest)} of ${name} comes in through ${count === 1 ? 'this entry point' : 'the first one'}.`}
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
