/** The selected row for what is drawn from it. */
import type React from 'react';
import { useSelectedRow } from './useUrlState';

/** A click on a row draws its children again and nothing else of the panel. */
export function SelectedRow({
  viewKey,
  children,
}: {
  readonly viewKey: string;
  children(row: string | null): React.ReactNode;
}) {
  return children(useSelectedRow(viewKey));
}
