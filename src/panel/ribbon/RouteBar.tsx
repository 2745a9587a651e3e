/** Above a path that was chosen: which one it is, how its figures come about, and the way back to the main path. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import type { Analysis, Row } from '../../analysis/model';
import { t } from '../../shared/ui/i18n/translate';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { HowButton } from '../how/HowButton';
import { testIds } from '../testIds';
import { rowOnRoute } from './ribbonModel';
import { routeText } from './routeText';
import type { RouteView } from './useRoute';

interface Props {
  readonly view: RouteView;
  readonly row: Row;
  readonly analysis: Pick<Analysis, 'profile' | 'thresholds'>;
  onBack(): void;
}

export function RouteBar({ view, row, analysis, onBack }: Props) {
  const styles = useStyles2(getStyles);
  const { shown } = view;
  const isTrouble = view.failure !== null || view.lost !== null;
  return (
    <div className={styles.bar} data-testid={testIds.routeBar}>
      <span>
        <Icon name={isTrouble ? 'exclamation-triangle' : 'code-branch'} size="sm" className={styles.icon} />
        {routeText(row, view)}
      </span>
      <Button size="sm" variant="secondary" icon="arrow-left" onClick={onBack}>
        {t('ribbon.back-to-the-main-path', 'Back to the main path')}
      </Button>
      {shown && (
        <HowButton
          of={t('ribbon.this-path', 'this path')}
          look="text"
          asked={{ kind: 'path', row: rowOnRoute(row, shown.route), of: analysis }}
        />
      )}
    </div>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  bar: css({
    flex: 'none',
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    minHeight: 24,
    marginBottom: 6,
    fontSize: 13,
    lineHeight: '20px',
    fontVariantNumeric: 'tabular-nums',
    overflowWrap: 'anywhere',
  }),
  icon: css({ marginRight: theme.spacing(0.75), color: theme.colors.text.secondary }),
}));
