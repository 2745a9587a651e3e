/**
 * The table of one request: a tick a sample, ranges instead of points, fix layers from the service.
 * Same keys as the service's table, except that rows do not expand: a handful of samples has no callers to rank.
 */
import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import type { Row } from '../../analysis/model';
import { formatSamples, formatShare, formatShareColumn, NOT_APPLICABLE } from '../../shared/lib/format';
import { chipKind, LayerChip } from '../../shared/ui/chips/LayerChip';
import { t } from '../../shared/ui/i18n/translate';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import { ink } from '../../shared/ui/theme/ink';
import { Tip } from '../../shared/ui/tips/Tip';
import { TipAnchor } from '../../shared/ui/tips/TipAnchor';
import type { RequestRow, RequestView } from '../hotspots/requestView';
import type { WidthMode } from '../shell/panelSize';
import { testIds } from '../testIds';
import { EditCell } from './cells';
import { RowActions } from './RowActions';
import { contextMenuOf, placeUnder } from './rowMenuPlace';
import { TableFrame } from './TableFrame';
import { getTableStyles } from './tableStyles';
import { useRowKeys } from './useRowKeys';

interface Props {
  readonly request: RequestView;
  readonly mode: WidthMode;
  /** rows in view in a panel with too little room */
  readonly leastRows: number;
  readonly selectedId: string | null;
  readonly focusRequest: number;
  onSelect(row: Row): void;
  onOpen(row: Row): void;
  onCopyName(row: Row): void;
  /** the row's menu is wanted, at these CSS pixels of the window */
  onMenu(row: Row, x: number, y: number): void;
}

type ColumnId = 'function' | 'ticks' | 'range' | 'service' | 'layer' | 'edit' | 'samples';

const titles: Readonly<Record<ColumnId, () => string>> = {
  function: () => t('table.function', 'Function'),
  ticks: () => t('table.samples', 'Samples'),
  range: () => t('table.self-percent-95-percent-range', 'Self %, 95 % range'),
  service: () => t('table.service-self-percent', 'Service self %'),
  layer: () => t('table.fix-layer-from-service', 'Fix layer, from service'),
  edit: () => t('table.edit-here', 'Edit here'),
  samples: () => 'n',
};

const roomyColumns: ReadonlyArray<readonly [ColumnId, number | null]> = [
  ['function', 210],
  ['ticks', 212],
  ['range', 160],
  ['service', 112],
  ['layer', 200],
  ['edit', null],
  ['samples', 52],
];
const midColumns: ReadonlyArray<readonly [ColumnId, number | null]> = [
  ['function', null],
  ['range', 132],
  ['layer', 118],
  ['edit', 180],
];
const narrowColumns = midColumns.slice(0, 3);

/** Ticks drawn; more samples than this are drawn as one bar. */
const MAX_TICKS = 40;

export function RequestTable(props: Props) {
  const { request, mode, leastRows, selectedId, focusRequest, onSelect, onOpen, onCopyName, onMenu } = props;
  const styles = useStyles2(getTableStyles);
  const roomy = mode === 'wide' || mode === 'full';
  const columns = roomy ? roomyColumns : mode === 'mid' ? midColumns : narrowColumns;
  const { rows } = request;
  const ids = useMemo(() => rows.map(({ row }) => row.id), [rows]);
  const menuOf = (row: Row) => (x: number, y: number) => {
    onSelect(row);
    onMenu(row, x, y);
  };
  const { tabStopId, pointedId, setCursorId, rowGroup } = useRowKeys({
    ids,
    selectedId,
    focusRequest,
    actions: {
      Enter: (index) => onOpen(rows[index].row),
      ' ': (index) => onSelect(rows[index].row),
      c: (index) => onCopyName(rows[index].row),
      m: (index, element) => menuOf(rows[index].row)(...placeUnder(element)),
    },
  });

  return (
    <TableFrame mode={mode} leastRows={leastRows} rows={rows.length} footer={<Footer request={request} />}>
      <table
        className={styles.table}
        role="grid"
        aria-label={t('table.where-the-time-of-went', 'Where the time of {{subject}} went', {
          subject: request.subject,
        })}
        data-testid={testIds.table}
      >
        <colgroup>
          {columns.map(([id, width]) => (
            <col key={id} style={width === null ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(([id]) => (
              <th key={id} scope="col" className={mergedClass(styles.head, isNumber(id) && styles.right)}>
                {id === 'layer' && !roomy
                  ? t('table.fix-layer', 'Fix layer')
                  : id === 'ticks'
                    ? t('table.samples-in', 'Samples in {{subject}}', { subject: request.subject })
                    : titles[id]()}
              </th>
            ))}
          </tr>
        </thead>
        <tbody {...rowGroup}>
          {rows.map((each) => (
            <tr
              key={each.row.id}
              className={mergedClass(styles.row, each.row.id === selectedId && styles.selected)}
              aria-selected={each.row.id === selectedId}
              tabIndex={each.row.id === tabStopId ? 0 : -1}
              data-row-id={each.row.id}
              data-testid={testIds.row}
              onClick={() => {
                setCursorId(each.row.id);
                onSelect(each.row);
              }}
              onContextMenu={contextMenuOf(menuOf(each.row))}
            >
              {columns.map(([id]) => (
                <td
                  key={id}
                  className={mergedClass(
                    styles.cell,
                    isNumber(id) && styles.right,
                    id === 'samples' && styles.lastCell
                  )}
                >
                  <Cell id={id} each={each} of={request} roomy={roomy} />
                  {id === 'samples' && each.row.id === pointedId && (
                    <RowActions styles={styles} onCopyName={() => onCopyName(each.row)} onMenu={menuOf(each.row)} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}

function Footer({ request: { rows, samples, otherSamples } }: { readonly request: RequestView }) {
  const styles = useStyles2(getTableStyles);
  return (
    <div className={styles.footer}>
      <span>
        {t('table.request-functions', '', {
          count: rows.length,
          amount: formatSamples(rows.length),
          part: formatSamples(samples - otherSamples),
          samples: formatSamples(samples),
          defaultValue_one: '{{amount}} function, {{part}} of {{samples}} samples',
          defaultValue_other: '{{amount}} functions, {{part}} of {{samples}} samples',
        })}
      </span>
      {otherSamples > 0 && (
        <span>
          {t('table.in-none-of-these', '{{otherSamples}} in none of these', {
            otherSamples: formatSamples(otherSamples),
          })}
        </span>
      )}
    </div>
  );
}

const isNumber = (id: ColumnId) => id === 'service' || id === 'samples';

function Cell({
  id,
  each,
  of: { samples: total, subject },
  roomy,
}: {
  readonly id: ColumnId;
  readonly each: RequestRow;
  readonly of: RequestView;
  readonly roomy: boolean;
}) {
  const styles = useStyles2(getStyles);
  switch (id) {
    case 'function':
      return <FunctionName func={each.row.subject} strong className={styles.name} />;
    case 'ticks':
      return <Ticks on={each.samples} of={total} />;
    case 'range':
      return each.range ? (
        <>
          <strong className={styles.strong}>{formatShare(each.share)}</strong> ({Math.round(100 * each.range.low)}–
          {Math.round(100 * each.range.high)})
        </>
      ) : (
        <span data-muted className={styles.muted}>
          {roomy
            ? t('table.samples-too-few', '{{samples}} of {{total}}, too few', {
                samples: formatSamples(each.samples),
                total: formatSamples(total),
              })
            : t('table.samples-of', '{{samples}} of {{total}}', {
                samples: formatSamples(each.samples),
                total: formatSamples(total),
              })}
        </span>
      );
    case 'service':
      return <>{each.serviceSelfShare === null ? NOT_APPLICABLE : formatShareColumn(each.serviceSelfShare)}</>;
    case 'layer':
      return (
        <>
          <LayerChip kind={chipKind(each.row)} />
          {roomy && each.agrees && (
            <Tip content={agreementText(each, subject)}>
              <TipAnchor className={styles.agrees}>
                <Icon name="check" size="sm" />
                {t('table.same-here', 'same\u00a0here')}
              </TipAnchor>
            </Tip>
          )}
          {roomy && each.confirmation?.answer === 'not-here' && (
            <Tip content={agreementText(each, subject)}>
              <TipAnchor className={mergedClass(styles.agrees, styles.muted)} data-muted>
                {t('table.not-here', 'not\u00a0here')}
              </TipAnchor>
            </Tip>
          )}
        </>
      );
    case 'edit':
      return <EditCell row={each.row} withPlace />;
    case 'samples':
      return <span data-figure>{formatSamples(each.samples)}</span>;
  }
}

function agreementText({ confirmation }: RequestRow, subject: string): string {
  if (confirmation === null) {
    return t('table.the-path-of-leads-through', 'The path of {{subject}} leads through the fix site too.', { subject });
  }
  const { onPath, samples, share, low, high, serviceShare } = confirmation;
  const range = `${Math.round(100 * low)}–${Math.round(100 * high)}`;
  return t(
    'table.of-samples-of-are-on',
    '{{onPath}} of {{samples}} samples of {{subject}} are on the path through the fix site: {{share}} ({{range}}). In the service it is {{serviceShare}}.',
    {
      onPath: formatSamples(onPath),
      samples: formatSamples(samples),
      subject,
      share: formatShare(share),
      range,
      serviceShare: formatShare(serviceShare),
    }
  );
}

function Ticks({ on, of }: { readonly on: number; readonly of: number }) {
  const styles = useStyles2(getStyles);
  if (of > MAX_TICKS) {
    return (
      <span className={styles.bar} aria-hidden="true">
        <span style={{ width: `${(100 * on) / of}%` }} />
      </span>
    );
  }
  return (
    <span className={styles.ticks} aria-hidden="true">
      {Array.from({ length: of }, (_, index) => (
        <span key={index} className={mergedClass(styles.tick, index < on && styles.tickOn)} />
      ))}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ paddingLeft: 8 }),
  strong: css({ fontWeight: theme.typography.fontWeightMedium }),
  muted: css({ color: theme.colors.text.secondary }),
  agrees: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: 3,
    marginLeft: 8,
    fontSize: theme.typography.bodySmall.fontSize,
    verticalAlign: 'middle',
  }),
  ticks: css({ display: 'flex', gap: 1 }),
  tick: css({ width: 4, height: 12, background: ink(theme, 0.14) }),
  tickOn: css({ background: ink(theme, 0.75) }),
  bar: css({
    display: 'block',
    height: 10,
    background: ink(theme, 0.08),
    borderRadius: 1,
    '& > span': { display: 'block', height: 10, background: ink(theme, 0.62), borderRadius: 1 },
  }),
});
