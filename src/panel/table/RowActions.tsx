/** What a row shows under the pointer, over its last figure: copy its name, and the menu. Keys `c` and `m` do the same. */
import React from 'react';
import { IconButton } from '@grafana/ui';
import { t } from '../../shared/ui/i18n/translate';
import type { TableStyles } from './tableStyles';

interface Props {
  readonly styles: TableStyles;
  onCopyName(): void;
  /** CSS pixels of the window, under the button */
  onMenu(x: number, y: number): void;
}

export function RowActions({ styles, onCopyName, onMenu }: Props) {
  return (
    <span className={styles.rowActions}>
      <IconButton
        name="copy"
        size="md"
        tabIndex={-1}
        tooltip={t('table.copy-function-name-c', 'Copy function name (c)')}
        onClick={(event) => {
          event.stopPropagation();
          onCopyName();
        }}
      />
      <IconButton
        name="ellipsis-v"
        size="md"
        tabIndex={-1}
        tooltip={t('table.more-m', 'More (m)')}
        onClick={(event) => {
          event.stopPropagation();
          const { left, bottom } = event.currentTarget.getBoundingClientRect();
          onMenu(left, bottom);
        }}
      />
    </span>
  );
}
