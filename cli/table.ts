/** Tables without lines: columns by two blanks. */
import Table from 'cli-table3';

const LINES = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
] as const;

export interface TableColumn {
  readonly head: string;
  readonly align?: 'right';
}

/** Blanks between two columns. */
const GAP = 2;
/** Below this a name says nothing. */
const MIN_NAME_WIDTH = 16;

export const tableWidth = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, GAP * Math.max(0, widths.length - 1));

/** Takes from the widest of the columns of names until the table fits, or all of them are as narrow as may be. */
export function fitNames(
  widths: readonly number[],
  { isName, width }: { readonly isName: readonly boolean[]; readonly width: number }
): readonly number[] {
  const fitted = [...widths];
  for (let over = tableWidth(fitted) - width; over > 0; over--) {
    const widest = Math.max(...fitted.filter((_, i) => isName[i]));
    if (widest <= MIN_NAME_WIDTH) {
      break;
    }
    fitted[fitted.findIndex((size, i) => isName[i] && size === widest)]--;
  }
  return fitted;
}

/** Both ends of a name tell it apart: the package in front; method, file and line at the end. */
export function cutMiddle(text: string, width: number): string {
  if (text.length <= width) {
    return text;
  }
  const tail = Math.floor((width - 1) / 2);
  return `${text.slice(0, width - 1 - tail)}…${text.slice(text.length - tail)}`;
}

export function createTable(columns: readonly TableColumn[]): Table.Table {
  return new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: { ...Object.fromEntries(LINES.map((line) => [line, ''])), middle: '  ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
}
