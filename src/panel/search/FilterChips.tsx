/** What is hidden, how much that was, and the way back. Stands above every figure that it changes. */
import React from 'react';
import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import type { Analysis, ProfilePart } from '../../analysis';
import { t } from '../../shared/ui/i18n/translate';
import { focusRing } from '../../shared/ui/theme/ink';
import { HowButton } from '../how/HowButton';
import type { StackFilters } from '../state/useStackFilters';
import { filterText, leftText, removedText } from './filterText';
import { searchTestIds } from './testIds';

interface Props {
  readonly stacks: StackFilters;
  /** null while the filtered profile is not analysed yet */
  readonly part: ProfilePart | null;
  /** of what is left */
  readonly profile: Analysis['profile'] | null;
}

export function FilterChips({ stacks, part, profile }: Props) {
  const styles = useStyles2(getStyles);
  const { filters } = stacks;
  // Right after a change the figures are still those of the filters before.
  const known = part !== null && part.removed.length === filters.length ? part : null;
  return (
    <div className={styles.bar} data-testid={searchTestIds.chips}>
      <ul className={styles.list} aria-label={t('search.filters-on-stacks', 'Filters on stacks')}>
        {filters.map((filter, index) => {
          const removed = known ? known.removed[index] : null;
          return (
            <li key={JSON.stringify(filter)} className={styles.chip}>
              <Icon name={filter.effect === 'hide' ? 'eye-slash' : 'filter'} size="sm" />
              <span className={styles.text} title={filterText(filter)}>
                {filterText(filter)}
              </span>
              <span className={cx(styles.removed, removed === 0 && styles.warning)}>{removedText(removed)}</span>
              <button
                type="button"
                className={styles.close}
                aria-label={t('search.take-away-the-filter', 'Take away the filter “{{filter}}”', {
                  filter: filterText(filter),
                })}
                onClick={() => stacks.remove(filter)}
              >
                <Icon name="times" size="sm" />
              </button>
            </li>
          );
        })}
      </ul>
      <span role="status">{known && leftText(known.share)}</span>
      {known && profile && (
        <HowButton
          of={t('search.the-filters-on-stacks', 'the filters on stacks')}
          look="text"
          placement="bottom"
          asked={{ kind: 'filters', filters, part: known, profile }}
        />
      )}
      {filters.length > 1 && (
        <Button size="sm" fill="text" onClick={stacks.clear}>
          {t('search.show-everything', 'Show everything')}
        </Button>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: '18px',
    fontVariantNumeric: 'tabular-nums',
  }),
  list: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1),
    minWidth: 0,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  }),
  chip: css({
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    minWidth: 0,
    maxWidth: 420,
    height: 24,
    paddingLeft: 6,
    border: `1px solid ${theme.colors.primary.border}`,
    borderRadius: theme.shape.radius.sm,
  }),
  text: css({
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    unicodeBidi: 'isolate',
  }),
  removed: css({ flex: 'none', color: theme.colors.text.secondary }),
  warning: css({ color: theme.colors.warning.text }),
  close: css({
    display: 'inline-flex',
    alignItems: 'center',
    justifyContent: 'center',
    flex: 'none',
    width: 24,
    height: 22,
    // The chip's border belongs to the target.
    position: 'relative',
    '&::after': { content: '""', position: 'absolute', inset: '-1px 0' },
    padding: 0,
    border: 0,
    borderRadius: theme.shape.radius.sm,
    background: 'none',
    color: 'inherit',
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': focusRing(theme, 0),
  }),
});
