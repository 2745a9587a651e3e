/** Above the ribbon: the row's name, its layer, and the answer in one sentence. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ProfileKind, Row } from '../../analysis/model';
import { answerText, type TextSegment } from '../../analysis/wording';
import { Glyph } from '../../shared/ui/icons/Glyph';
import { chipKind, LayerChip } from '../../shared/ui/chips/LayerChip';
import { Trans } from '../../shared/ui/i18n/Trans';
import { FunctionName } from '../../shared/ui/names/FunctionName';
import { Segments } from '../../shared/ui/names/Segments';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { bandHint } from '../ribbon/ribbonText';
import type { WidthMode } from '../shell/panelSize';
import { testIds } from '../testIds';

interface Props {
  readonly row: Row;
  readonly kind: ProfileKind;
  readonly mode: WidthMode;
  /** in place of the row's own answer, where another profile's answer applies */
  readonly answer?: readonly TextSegment[];
}

export function RowHeading({ row, kind, mode, answer }: Props) {
  const styles = useStyles2(getStyles);
  const roomy = mode === 'wide' || mode === 'full';
  return (
    <div className={styles.heading}>
      <h3 className={styles.name}>
        <FunctionName func={row.subject} strong />
      </h3>
      <LayerChip kind={chipKind(row)} />
      <span className={styles.answer} data-testid={testIds.answer}>
        <Segments segments={answer ?? answerText(row, kind)} />
      </span>
      {mode !== 'min' && (
        <span className={styles.hint}>
          <Trans
            i18nKey="detail.calls"
            defaults="Calls <arrow/>"
            components={{ arrow: <Glyph name="arrow-right" size="xs" /> }}
          />
          {roomy && <> {bandHint(row)}</>}
        </span>
      )}
    </div>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  heading: css({
    flex: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    minHeight: 24,
    padding: '8px 0 0',
    marginBottom: 6,
    borderTop: `1px solid ${theme.colors.border.medium}`,
  }),
  name: css({
    display: 'flex',
    margin: 0,
    minWidth: 0,
    fontSize: theme.typography.body.fontSize,
    lineHeight: '22px',
    fontWeight: theme.typography.fontWeightMedium,
  }),
  answer: css({
    fontSize: 13,
    lineHeight: '20px',
    fontVariantNumeric: 'tabular-nums',
    color: theme.colors.text.primary,
  }),
  hint: css({
    marginLeft: 'auto',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    color: theme.colors.text.secondary,
    whiteSpace: 'nowrap',
  }),
}));
