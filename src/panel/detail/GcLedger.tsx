/** What allocation and garbage collection cost, in parts that add up; only for rows about the collector. */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { GcLedger as Ledger } from '../../analysis/model';
import { qualifiedName } from '../../analysis/wording';
import { formatShare, formatShareColumn, formatSharePrecise } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { ink } from '../../shared/ui/theme/ink';
import { testIds } from '../testIds';
import { ledgerParts, LEDGER_SITES, type LedgerPart } from './ledgerParts';

/** Share of the ledger that a part needs to be named inside the bar; the others are named below. */
const NAMED_INSIDE_FROM = 0.12;

const basisText = (): Readonly<Record<Ledger['basis'], string>> => ({
  'alloc-profile': t('detail.by-bytes-in-the-allocation', 'by bytes in the allocation profile'),
  'allocator-samples': t('detail.by-time-in-the-allocator', 'by time in the allocator'),
});

export function GcLedger({ ledger }: { readonly ledger: Ledger }) {
  const styles = useStyles2(getStyles);
  const total = ledgerParts().reduce((sum, { part }) => sum + ledger[part], 0);
  if (total <= 0) {
    return null;
  }
  const inside = (part: LedgerPart) => part !== 'idleMark' && ledger[part] / total >= NAMED_INSIDE_FROM;
  const below = ledgerParts().filter(({ part }) => ledger[part] > 0 && !inside(part));
  return (
    <section className={styles.ledger} data-testid={testIds.ledger} aria-label={t('detail.gc-ledger', 'GC ledger')}>
      <div className={styles.title}>
        <strong>{t('detail.gc-ledger', 'GC ledger')}</strong>{' '}
        <span>{t('detail.of-cpu', '{{total}} of CPU', { total: formatSharePrecise(total) })}</span>
      </div>
      <div className={styles.bar}>
        {ledgerParts()
          .filter(({ part }) => ledger[part] > 0)
          .map(({ part, name }) => (
            <span key={part} className={cx(styles.part, styles[part])} style={{ flexGrow: ledger[part] / total }}>
              {inside(part) && (
                <>
                  <strong>{name}</strong> {formatShareColumn(ledger[part])}
                </>
              )}
            </span>
          ))}
      </div>
      {below.length > 0 && (
        <div className={styles.below}>
          {below.map(({ part, name, note }) => (
            <span key={part}>
              <span className={cx(styles.swatch, styles[part])} aria-hidden="true" />
              <strong>{name}</strong> {formatShareColumn(ledger[part])} {note}
            </span>
          ))}
        </div>
      )}
      {ledger.sites.length > 0 && (
        <div className={styles.sites} data-testid={testIds.ledgerSites}>
          {t('detail.allocates-most', 'Allocates most, {{basis}}: ', { basis: basisText()[ledger.basis] })}
          {ledger.sites.slice(0, LEDGER_SITES).map(({ func, share }, at) => (
            <React.Fragment key={func.key}>
              {at > 0 && ', '}
              <strong title={func.name}>{qualifiedName(func)}</strong> {formatShare(share)}
            </React.Fragment>
          ))}
        </div>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  ledger: css({
    marginTop: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    fontVariantNumeric: 'tabular-nums',
    '& strong': { fontWeight: theme.typography.fontWeightMedium, color: theme.colors.text.primary },
  }),
  title: css({ display: 'flex', gap: 8, marginBottom: 3, color: theme.colors.text.secondary }),
  bar: css({
    display: 'flex',
    gap: 1,
    height: 22,
    borderRadius: theme.shape.radius.sm,
    overflow: 'hidden',
    outline: `1px solid ${ink(theme, 0.5)}`,
  }),
  part: css({
    flexBasis: 0,
    minWidth: 3,
    padding: 0,
    paddingLeft: 6,
    overflow: 'hidden',
    lineHeight: '22px',
    whiteSpace: 'nowrap',
  }),
  alloc: css({ background: ink(theme, 0.3) }),
  assist: css({ background: ink(theme, 0.18) }),
  mark: css({ background: ink(theme, 0.3) }),
  idleMark: css({
    background: `repeating-linear-gradient(135deg, ${ink(theme, 0.6)} 0 1.5px, transparent 1.5px 4px)`,
    paddingLeft: 0,
  }),
  sweep: css({ background: ink(theme, 0.6), paddingLeft: 0 }),
  sites: css({ marginTop: 3, overflowWrap: 'anywhere', color: theme.colors.text.secondary }),
  below: css({
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: 16,
    justifyContent: 'flex-end',
    marginTop: 2,
    color: theme.colors.text.secondary,
  }),
  swatch: css({
    display: 'inline-block',
    width: 10,
    height: 10,
    marginRight: 5,
    padding: 0,
    outline: `1px solid ${ink(theme, 0.6)}`,
    borderRadius: 1,
    verticalAlign: -1,
  }),
});
