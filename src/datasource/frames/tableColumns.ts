/** Plain tables for any table panel: one column a field. Names stay the same when a header is reworded. */
import { FieldType, type FieldConfig, type PartialDataFrame } from '@grafana/data';

export interface TableColumn<Row> {
  readonly name: string;
  readonly header: string;
  readonly type: FieldType;
  readonly config?: FieldConfig;
  readonly value: (row: Row) => string | number | null;
}

export const percent: FieldConfig = { unit: 'percentunit', decimals: 1 };

/** Of a number in pixels, so that names get the rest of a table. A panel's own settings win. */
const NUMBER_WIDTH = 104;

export function columnConfig(type: FieldType, config: FieldConfig): FieldConfig {
  return type === FieldType.number ? { ...config, custom: { width: NUMBER_WIDTH } } : config;
}

export function tableFields<Row>(
  columns: ReadonlyArray<TableColumn<Row>>,
  rows: readonly Row[]
): PartialDataFrame['fields'] {
  return columns.map(({ name, header, type, config, value }) => ({
    name,
    type,
    config: columnConfig(type, { ...config, displayName: header }),
    values: rows.map(value),
  }));
}

/** A line of a file; null where it is unknown. */
export function knownLine(line: number): number | null {
  return line > 0 ? line : null;
}
