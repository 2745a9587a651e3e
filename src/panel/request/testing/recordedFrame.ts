/** Frames as they were recorded in a real Grafana (`tests/fixtures/frames`), back in the form that a panel gets. */
import { dataFrameFromJSON, type DataFrame, type DataFrameJSON } from '@grafana/data';

/** @param json  one entry of a recording's `response.data`; its type as JSON is wider than the DTO's */
export function recordedFrame(json: unknown): DataFrame {
  return dataFrameFromJSON(json as DataFrameJSON);
}
