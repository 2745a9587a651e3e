/** An expanded row: who calls it on the left, where its time goes on the right. Lists, not controls. */
import React, { useRef } from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { FunctionRef, Row } from '../../analysis/model';
import { formatSamples } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import { useKeptInView } from '../shell/useKeptInView';
import { testIds } from '../testIds';
import { ShareBar } from './cells';

interface Entry {
  readonly key: string;
  readonly func: FunctionRef;
  readonly detail?: string;
  readonly share: number;
  readonly samples: number | null;
}

/** px of the table's head, which does not scroll, and of the row itself. */
const HEAD_AND_ROW = 62;

/** Entries named before the rest is summed up in one line. */
const ENTRIES_NAMED = 8;

export function RowDetail({ row, stacked }: { readonly row: Row; readonly stacked: boolean }) {
  const styles = useStyles2(getStyles);
  const { shortName } = row.subject;
  const detail = useRef<HTMLDivElement>(null);
  useKeptInView(detail, HEAD_AND_ROW);
  const callers = row.fanIn.owned.map((each) => ({ key: each.func.key, ...each }));
  const parts = whereTimeGoes(row);
  const barWidth = stacked ? 72 : 120;
  return (
    <div ref={detail} className={cx(styles.columns, stacked && styles.stacked)} data-testid={testIds.rowDetail}>
      <EntryList
        barWidth={barWidth}
        title={t('table.callers', 'Callers')}
        note={
          callers.length > 0
            ? t('table.in-total-share-of', '{{callers}} in total, share of {{shortName}}', {
                callers: callers.length,
                shortName,
              })
            : t('table.no-function-of-yours-leads', 'No function of yours leads here.')
        }
        entries={callers}
      />
      <EntryList
        barWidth={barWidth}
        title={t('table.where-its-time-goes', 'Where its time goes')}
        note={t('table.share-of', 'share of {{shortName}}', { shortName })}
        entries={parts}
      />
    </div>
  );
}

/** Own code first, then callees, as shares of the subject's cum. */
function whereTimeGoes(row: Row): Entry[] {
  const own = row.folded.find((part) => part.func.key === row.subject.key);
  const ownShare = own && row.cumShare > 0 ? own.selfShare / row.cumShare : 0;
  const entries: Entry[] = row.callees.map((each) => ({ key: each.func.key, ...each }));
  return ownShare > 0
    ? [
        {
          key: 'own',
          func: row.subject,
          detail: t('table.own-code-self', 'own code (self)'),
          share: ownShare,
          samples: null,
        },
        ...entries,
      ]
    : entries;
}

function EntryList({
  barWidth,
  title,
  note,
  entries,
}: {
  /** px */
  readonly barWidth: number;
  readonly title: string;
  readonly note: string;
  readonly entries: readonly Entry[];
}) {
  const styles = useStyles2(getStyles);
  const named = entries.slice(0, ENTRIES_NAMED);
  const rest = entries.slice(ENTRIES_NAMED);
  const restShare = rest.reduce((sum, each) => sum + each.share, 0);
  return (
    <section>
      <h4 className={styles.heading}>
        {title} <span className={styles.note}>{note}</span>
      </h4>
      <ul className={styles.list}>
        {named.map(({ key, func, detail, share, samples }) => (
          <li key={key} className={styles.entry}>
            <span className={styles.name}>
              <FunctionName func={func} detail={detail} />
            </span>
            <ShareBar share={share} width={barWidth} />
            <span className={styles.samples}>{samples === null ? '' : formatSamples(samples)}</span>
          </li>
        ))}
        {rest.length > 0 && (
          <li className={cx(styles.entry, styles.rest)}>
            <span className={styles.name}>{t('table.others', '{{rest}} others', { rest: rest.length })}</span>
            <ShareBar share={restShare} width={barWidth} />
            <span className={styles.samples} />
          </li>
        )}
      </ul>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: '1fr 1fr',
    gap: theme.spacing(1, 4),
    padding: '8px 24px 12px 20px',
  }),
  stacked: css({ gridTemplateColumns: '1fr', padding: '8px 8px 12px 20px' }),
  heading: css({
    margin: 0,
    padding: '0 0 4px',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  note: css({ marginLeft: 4, fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary }),
  rest: css({ color: theme.colors.text.secondary }),
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  entry: css({ display: 'flex', alignItems: 'center', gap: 8, height: 26, fontSize: 13 }),
  name: css({ flex: 1, minWidth: 0, display: 'flex' }),
  samples: css({
    width: 52,
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    color: theme.colors.text.secondary,
  }),
});
