/** A row's change since the baseline: word or percentage, with its interval; what is within chance is muted. */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { RowChange } from '../../analysis';
import { formatChangeInterval } from '../../analysis/verify/wording';
import { NOT_APPLICABLE } from '../../shared/lib/format';
import { t } from '../../shared/ui/i18n/translate';
import { Tip } from '../../shared/ui/tips/Tip';
import { TipAnchor } from '../../shared/ui/tips/TipAnchor';
import { rowChangeDetail, rowChangeText } from './rowChangeText';
import type { TableChanges } from './tableChanges';

interface Props {
  readonly id: string;
  readonly changes: TableChanges;
  /** room for the interval */
  readonly roomy: boolean;
}

export function ChangeCell({ id, changes, roomy }: Props) {
  const change: RowChange | undefined = changes.rows?.get(id);
  if (change === undefined) {
    const text = changes.rows === null ? '…' : NOT_APPLICABLE;
    return <span data-muted>{text}</span>;
  }
  return <Change change={change} changes={changes} roomy={roomy} />;
}

function Change({ change, changes, roomy }: Omit<Props, 'id'> & { readonly change: RowChange }) {
  const styles = useStyles2(getStyles);
  const { status } = change;
  return (
    <Tip content={rowChangeDetail(change, changes)}>
      <TipAnchor className={styles.cell}>
        <span className={cx(status === 'same' ? styles.same : styles.sure)} data-muted={status === 'same' || undefined}>
          {status === 'grew'
            ? t('change.grew', 'Grew {{change}}', { change: rowChangeText(change) })
            : rowChangeText(change)}
        </span>
        {roomy && status !== 'new' && status !== 'gone' && (
          <span className={styles.range} data-muted>
            {formatChangeInterval(change).replace(/ ?%$/, '')}
          </span>
        )}
      </TipAnchor>
    </Tip>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  cell: css({ display: 'inline-flex', gap: 6, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' }),
  sure: css({ fontWeight: theme.typography.fontWeightMedium }),
  same: css({ color: theme.colors.text.secondary }),
  range: css({ color: theme.colors.text.secondary }),
});
