/** In the table's footer: how many functions the viewer marked, and the list to undo it. */
import React from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import { ToggleCard } from '../../shared/ui/tips/ToggleCard';
import { testIds } from '../testIds';
import type { Mark } from './marks';
import type { Marks } from './useMarks';

interface Props {
  readonly marks: Marks;
  /** marks of other services have no effect here and are not listed */
  readonly service: string;
}

const kinds: Record<Mark['kind'], string> = { muted: 'muted', inherent: 'inherent' };

export function MarksNote({ marks, service }: Props) {
  const styles = useStyles2(getStyles);
  const own = marks.marks.filter((mark) => mark.service === service);
  if (own.length === 0 && marks.isSaved) {
    return null;
  }
  return (
    <ToggleCard
      placement="top-start"
      content={
        <div className={styles.card}>
          <div className={styles.muted}>{t('marks.marked-by-you-for-your', 'Marked by you, for your eyes alone')}</div>
          {!marks.isSaved && (
            <div>
              {t(
                'marks.the-last-change-is-not',
                'The last change is not saved: Grafana could not be reached. It holds until this page is closed, and is saved with the next one.'
              )}
            </div>
          )}
          <ul className={styles.list}>
            {own.map((mark) => (
              <li key={mark.key} className={styles.line}>
                <span className={styles.name} title={mark.name}>
                  <bdi>{mark.name}</bdi> <span className={styles.muted}>{kinds[mark.kind]}</span>
                </span>
                <Button
                  size="sm"
                  fill="text"
                  aria-label={t('marks.undo-the-mark-of', 'Undo the mark of {{name}}', { name: mark.name })}
                  onClick={() => marks.remove(mark)}
                >
                  {t('marks.undo', 'Undo')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      }
    >
      <button type="button" className={styles.link} data-testid={testIds.marks}>
        {marks.isSaved
          ? t('marks.marked-by-you', '{{marks}} marked by you', { marks: own.length })
          : t('marks.marked-not-saved', '{{marks}} marked by you, not saved', { marks: own.length })}
      </button>
    </ToggleCard>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({ width: 280, fontSize: theme.typography.bodySmall.fontSize, lineHeight: '18px' }),
  muted: css({ color: theme.colors.text.secondary }),
  list: css({ listStyle: 'none', margin: 0, padding: 0, maxHeight: 240, overflow: 'auto' }),
  line: css({ display: 'flex', alignItems: 'center', gap: 8, minHeight: 28 }),
  name: css({ flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  link: css({
    minHeight: 24,
    padding: theme.spacing(0, 0.5),
    border: 0,
    background: 'none',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
});
