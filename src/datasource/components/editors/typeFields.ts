/** What the fields of one query type are given. */
import type { TimeRange } from '@grafana/data';
import type { PyroscopeDatasource } from '../../datasource';
import type { PyroscopeQuery } from '../../types';

export interface TypeFieldsProps {
  /** prefix of the ids of inputs */
  readonly id: string;
  readonly datasource: PyroscopeDatasource;
  readonly query: PyroscopeQuery;
  readonly range?: TimeRange;
  /** changes the query and runs it */
  change(part: Partial<PyroscopeQuery>): void;
}
