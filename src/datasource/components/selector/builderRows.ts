/** Rows of the builder of selectors. */
import type { MatchOperator } from '../../query/labelSelector';
import { isVariablePart, parseSelectorParts, type SelectorPart } from '../../query/selectorParts';

export interface BuilderRow {
  /** stays when rows before it go */
  readonly key: number;
  /** as the selector has it; null = not part of it yet */
  readonly saved: SelectorPart | null;
  /** '' = not chosen yet; of no meaning for a variable */
  readonly name: string;
  readonly operator: MatchOperator;
  /** null = not chosen yet */
  readonly value: string | null;
}

/** @returns null for text that has no rows: a variable for the whole selector, a mistake */
export function rowsOf(selector: string): BuilderRow[] | null {
  return (
    parseSelectorParts(selector)?.map((part, key) => ({
      ...(isVariablePart(part) ? { name: '', operator: '=' as const, value: null } : part),
      key,
      saved: part,
    })) ?? null
  );
}

export function newRow(rows: readonly BuilderRow[]): BuilderRow {
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  return { key, saved: null, name: '', operator: '=', value: null };
}

/**
 * The row after an edit. Another label empties the value. A row that lacks something stays in the selector as it was:
 * dropping its matcher meanwhile would ask for everything.
 */
export function editRow(row: BuilderRow, edit: Partial<Pick<BuilderRow, 'name' | 'operator' | 'value'>>): BuilderRow {
  const isRenamed = edit.name !== undefined && edit.name !== row.name;
  const { name, operator, value } = { ...row, ...(isRenamed && { value: null }), ...edit };
  const isWhole = name !== '' && value !== null;
  return { key: row.key, name, operator, value, saved: isWhole ? { name, operator, value } : row.saved };
}

export function partsOf(rows: readonly BuilderRow[]): SelectorPart[] {
  return rows.flatMap(({ saved }) => (saved ? [saved] : []));
}
