/** Where traces are. */
import type { InterpolateFunction, PanelData } from '@grafana/data';
import { linkedTraceUid } from '../red/redFromData';

/** Dashboard variable that names the trace data source. */
const TRACE_VARIABLE = '${ds_tempo}';

/** A variable `ds_tempo` says it, else the link that the metrics data source puts on exemplars; null where neither does. */
export function findTraceUid(data: PanelData, replaceVariables: InterpolateFunction): string | null {
  const uid = replaceVariables(TRACE_VARIABLE);
  return uid !== '' && uid !== TRACE_VARIABLE ? uid : linkedTraceUid(data);
}
