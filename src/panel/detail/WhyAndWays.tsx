/** Why this site, in two or three numbered sentences, and the ways to fix it with what each is worth. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { mergedClass } from '../../shared/ui/theme/mergedClass';
import type { ProfileKind, Row } from '../../analysis/model';
import { familyText, reasonText } from '../../analysis/wording';
import { t } from '../../shared/ui/i18n/translate';
import { Segments } from '../../shared/ui/names/Segments';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { AfterPaint } from '../shell/AfterPaint';
import { savingTexts } from '../table/figures';
import { testIds } from '../testIds';
import { CloseCallLine } from './CloseCallLine';
import { GcLedger } from './GcLedger';
import { LosingLayer } from './LosingLayer';

interface Props {
  readonly row: Row;
  /** what the profile measures */
  readonly kind: ProfileKind;
  /** one column below 1000 px */
  readonly stacked: boolean;
  readonly showWhy?: boolean;
  readonly showWays: boolean;
  /** the reasons are the service's, not the shown request's */
  readonly fromService: boolean;
  /** what was just copied, beside the button */
  readonly note: string;
  onCopyLink(): void;
  /** further actions, and what they open */
  readonly children?: React.ReactNode;
}

/** Sentences shown; the analysis puts the strongest first. */
const SENTENCES = 4;
/** CSS pixels of a small button of Grafana */
const ACTIONS_HEIGHT = 24;

export function WhyAndWays({
  row,
  kind,
  stacked,
  showWhy = true,
  showWays,
  fromService,
  note,
  onCopyLink,
  children,
}: Props) {
  const styles = useStyles2(getStyles);
  const { ways } = row;
  // Told with its arithmetic below instead.
  const reasons = row.reasons.filter(({ kind: told }) => told !== 'losing-layer' || row.layers === null);
  return (
    <div className={mergedClass(styles.columns, stacked && styles.stacked)}>
      <section
        data-testid={testIds.why}
        aria-label={t('detail.why', 'Why')}
        hidden={!showWhy || (reasons.length === 0 && !row.ledger && !row.layers && !row.close)}
      >
        <h4 className={styles.heading}>
          {fromService ? t('detail.why-from-the-whole-service', 'Why, from the whole service') : t('detail.why', 'Why')}
        </h4>
        <ol className={styles.sentences}>
          {reasons.slice(0, SENTENCES).map((reason, index) => (
            <li key={index}>
              <Segments segments={reasonText(reason, kind)} />
            </li>
          ))}
        </ol>
        {row.close && <CloseCallLine close={row.close} />}
        {row.layers && <LosingLayer layers={row.layers} />}
        {row.ledger && <GcLedger ledger={row.ledger} />}
      </section>
      {showWays && ways.length > 0 && (
        <section data-testid={testIds.ways} aria-label={t('detail.ways-to-fix', 'Ways to fix')}>
          <h4 className={styles.heading}>{t('detail.ways-to-fix', 'Ways to fix')}</h4>
          <ul className={styles.ways}>
            {ways.map(({ family, saving }) => {
              const { title, text } = familyText(family, row);
              const { point, range } = savingTexts(saving);
              return (
                <li key={family} className={styles.way}>
                  <strong>{title}</strong>
                  <span className={styles.wayText} title={text}>
                    {text}
                  </span>
                  <span className={styles.worth}>
                    <strong>{point}</strong>
                    {!stacked && <span> {range}</span>}
                  </span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <div className={styles.actions}>
        <AfterPaint height={ACTIONS_HEIGHT}>
          <Button size="sm" variant="secondary" icon="link" onClick={onCopyLink} data-testid={testIds.copyLink}>
            {t('detail.copy-link', 'Copy link')}
          </Button>
          {note !== '' && <span className={styles.note}>{note}</span>}
          {children}
        </AfterPaint>
      </div>
    </div>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  columns: css({
    flex: 'none',
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: theme.spacing(0.5, 3),
    padding: '8px 4px 4px',
    alignItems: 'start',
  }),
  stacked: css({ gridTemplateColumns: 'minmax(0, 1fr)', rowGap: theme.spacing(1) }),
  heading: css({
    margin: '0 0 4px',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.secondary,
  }),
  sentences: css({
    margin: 0,
    paddingLeft: 18,
    fontSize: 13,
    lineHeight: '20px',
    fontVariantNumeric: 'tabular-nums',
    '& li': { padding: '1px 0', overflowWrap: 'anywhere' },
    '& li::marker': { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize },
  }),
  ways: css({ listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: 4 }),
  way: css({
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    minHeight: 28,
    padding: '2px 8px',
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    fontSize: 13,
    '& strong': { fontWeight: theme.typography.fontWeightMedium, whiteSpace: 'nowrap', minWidth: 88 },
  }),
  wayText: css({ flex: 1, color: theme.colors.text.secondary, lineHeight: '18px' }),
  worth: css({
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
    color: theme.colors.text.secondary,
    '& strong': { minWidth: 0, color: theme.colors.text.primary },
  }),
  actions: css({
    gridColumn: '1 / -1',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: 8,
    // Not a row gap: the line of an opened card has no height, and must not move what lies above by a gap either.
    '& > :not([data-opened])': { marginTop: 4 },
  }),
  note: css({ fontSize: theme.typography.bodySmall.fontSize, color: theme.colors.text.secondary }),
}));
