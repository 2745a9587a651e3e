/** What a step of the ribbon opens: full name, place, figures, and the frames that are folded into it. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { FunctionRef, Row } from '../../analysis/model';
import { formatSamples, formatShare, formatSharePrecise } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import type { RibbonStep } from './ribbonModel';

interface Props {
  readonly step: RibbonStep;
  readonly row: Row;
  onCopy(func: FunctionRef): void;
}

export function FrameCard({ step, row, onCopy }: Props) {
  const styles = useStyles2(getStyles);
  const { func } = step;
  return (
    <div className={styles.card}>
      {step.kind !== 'folded' && (
        <>
          <div className={styles.name}>{func.name}</div>
          {func.file !== '' && (
            <div className={styles.muted}>{func.line > 0 ? `${func.file}:${func.line}` : func.file}</div>
          )}
        </>
      )}
      <dl className={styles.figures}>
        <dt>{t('ribbon.share-of-function', 'Of {{shortName}}', { shortName: row.subject.shortName })}</dt>
        <dd>{formatShare(step.retention)}</dd>
        <dt>{t('ribbon.cum-of-all', 'Cum, of all')}</dt>
        <dd>{formatSharePrecise(step.cumShare)}</dd>
        {step.samples !== null && (
          <>
            <dt>{t('ribbon.samples', 'Samples')}</dt>
            <dd>{formatSamples(step.samples)}</dd>
          </>
        )}
      </dl>
      {step.hidden.length > 0 && (
        <>
          <div className={styles.muted}>{t('ribbon.folded-here-from-the-root', 'Folded here, from the root')}</div>
          <ol className={styles.hidden}>
            {step.hidden.map((each, index) => (
              <li key={index}>{each.name}</li>
            ))}
          </ol>
        </>
      )}
      {step.kind === 'frame' && (
        <Button size="sm" variant="secondary" icon="copy" onClick={() => onCopy(func)}>
          {t('ribbon.copy-name', 'Copy name')}
        </Button>
      )}
    </div>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  card: css({
    maxWidth: 360,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: 4,
  }),
  name: css({ fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
  muted: css({ color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  figures: css({
    display: 'grid',
    gridTemplateColumns: 'auto auto',
    columnGap: theme.spacing(2),
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
    '& dt': { fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary },
    '& dd': { margin: 0, textAlign: 'right' },
  }),
  hidden: css({
    margin: 0,
    paddingLeft: 18,
    maxHeight: 160,
    width: '100%',
    overflow: 'auto',
    overflowWrap: 'anywhere',
  }),
}));
