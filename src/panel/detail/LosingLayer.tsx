/** Why this layer and not the next one: both by the same arithmetic, share touched × part removed. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { LayerArithmetic, LayerComparison } from '../../analysis/model';
import { layerText, qualifiedName } from '../../analysis/wording';
import { formatShare, formatSharePrecise, MINUS } from '../../shared/lib/format';
import { LayerChip } from '../../shared/ui/chips/LayerChip';
import { t } from '../../shared/ui/i18n/translate';
import { testIds } from '../testIds';

export function LosingLayer({ layers: { chosen, losing } }: { readonly layers: LayerComparison }) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table} data-testid={testIds.losingLayer}>
      <caption className={styles.caption}>
        {t('detail.why-and-not-on-average', 'Why {{chosen}} and not {{losing}}, on average', {
          chosen: layerText(chosen.layer),
          losing: layerText(losing.layer),
        })}
      </caption>
      <tbody>
        <Line {...chosen} />
        <Line {...losing} />
      </tbody>
    </table>
  );
}

function Line({ layer, func, share, removed, saving }: LayerArithmetic) {
  const styles = useStyles2(getStyles);
  return (
    <tr>
      <td>
        <LayerChip kind={layer} />
      </td>
      <td className={styles.name} title={func.name}>
        {qualifiedName(func)}
      </td>
      <td className={styles.sum}>
        {t('detail.off', '{{removed}} off {{share}} = ', {
          removed: formatShare(removed),
          share: formatSharePrecise(share),
        })}
        <strong>{`${MINUS}${formatSharePrecise(saving)}`}</strong>
      </td>
    </tr>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    marginTop: theme.spacing(1),
    fontSize: 13,
    lineHeight: '20px',
    fontVariantNumeric: 'tabular-nums',
    '& td': { padding: '2px 8px 2px 0', verticalAlign: 'middle' },
    '& td:first-of-type': { width: '1%', whiteSpace: 'nowrap' },
    '& strong': { fontWeight: theme.typography.fontWeightMedium },
  }),
  caption: css({
    captionSide: 'top',
    padding: '0 0 2px',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.secondary,
    textAlign: 'left',
  }),
  name: css({ overflowWrap: 'anywhere' }),
  sum: css({ textAlign: 'right', whiteSpace: 'nowrap', '&&': { paddingRight: 0 } }),
});
