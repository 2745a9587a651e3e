/** Menu in the header: figures folded, as the analysis ranks them, or raw, as pprof counts them. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Dropdown, Menu, useStyles2 } from '@grafana/ui';
import { Glyph } from '../../shared/ui/icons/Glyph';
import { t } from '../../shared/ui/i18n/translate';
import { earlyStyles } from '../../shared/ui/theme/earlyStyles';
import { focusRing } from '../../shared/ui/theme/ink';
import { testIds } from '../testIds';

interface Props {
  readonly raw: boolean;
  onChange(raw: boolean): void;
}

export function FiguresMenu({ raw, onChange }: Props) {
  const styles = useStyles2(getStyles);
  const overlay = (
    <Menu ariaLabel={t('table.self-and-cum', 'Self and cum')}>
      <Menu.Item
        label={t('table.folded', 'Folded')}
        description={t(
          'table.library-internals-count-for-the',
          'Library internals count for the library function that your code called'
        )}
        active={!raw}
        icon={raw ? undefined : 'check'}
        onClick={() => onChange(false)}
      />
      <Menu.Item
        label={t('table.raw', 'Raw')}
        description={t('table.as-pprof-counts-them-each', 'As pprof counts them, each function by itself')}
        active={raw}
        icon={raw ? 'check' : undefined}
        onClick={() => onChange(true)}
      />
    </Menu>
  );
  return (
    <Dropdown overlay={overlay} placement="bottom-start">
      <button
        type="button"
        className={styles.button}
        aria-label={
          raw
            ? t('table.figures-are-raw', 'Self and cum are raw. Change')
            : t('table.figures-are-folded', 'Self and cum are folded. Change')
        }
        data-testid={testIds.figures}
      >
        <Glyph name="angle-down" size="sm" />
      </button>
    </Dropdown>
  );
}

const getStyles = earlyStyles((theme: GrafanaTheme2) => ({
  button: css({
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    minWidth: 24,
    height: 24,
    padding: '0 4px',
    border: 0,
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.secondary,
    '&:hover': { background: theme.colors.action.hover, color: theme.colors.text.primary },
    '&:focus-visible': focusRing(theme, 0),
  }),
}));
