import type { DataQuery } from '@grafana/schema';
import { OWN_DATASOURCE_ID } from '../pluginIds';

/** One query of our own data source that brings every part: on its way, empty or failed, it is so for all of them. */
export function asksForAllParts(target: DataQuery): boolean {
  return target.queryType === 'red' && target.datasource?.type === OWN_DATASOURCE_ID;
}
