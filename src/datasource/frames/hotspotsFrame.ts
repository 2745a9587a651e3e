/**
 * The analysis of a profile as a plain table, a row a candidate, best first: any table panel can show it. Column
 * headers are those of the hotspot panel; field names stay the same when a header is reworded.
 */
import { createDataFrame, FieldType, type DataFrame, type QueryResultMetaNotice } from '@grafana/data';
import { layerText, needText, qualifiedName, signalText, type Analysis, type Row } from '../../analysis';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { QueryPlan } from '../query/planQuery';
import type { DecodedProfile } from '../worker/decodeJob';
import { profileMeta } from './profileFrame';
import { knownLine, percent, tableFields, type TableColumn } from './tableColumns';

const text = FieldType.string;
const number = FieldType.number;

const columns: ReadonlyArray<TableColumn<Row>> = [
  { name: 'function', header: 'Function', type: text, value: (row) => row.subject.shortName },
  { name: 'package', header: 'Package', type: text, value: (row) => row.subject.packageName },
  { name: 'self', header: 'Self %', type: number, config: percent, value: (row) => row.selfShare },
  { name: 'cum', header: 'Cum %', type: number, config: percent, value: (row) => row.cumShare },
  { name: 'callers', header: 'Callers', type: number, config: { decimals: 0 }, value: (row) => row.fanIn.owned.length },
  { name: 'signal', header: 'Signal', type: text, value: (row) => signalText(row.signal) },
  { name: 'fixLayer', header: 'Fix layer', type: text, value: (row) => layerText(row.layer ?? row.verdict) },
  { name: 'editHere', header: 'Edit here', type: text, value: editHere },
  { name: 'savingP50', header: 'Worth', type: number, config: percent, value: (row) => row.saving?.p50 ?? null },
  { name: 'savingP10', header: 'Worth, low', type: number, config: percent, value: (row) => row.saving?.p10 ?? null },
  { name: 'savingP90', header: 'Worth, high', type: number, config: percent, value: (row) => row.saving?.p90 ?? null },
  { name: 'samples', header: 'n', type: number, config: { decimals: 0 }, value: (row) => row.samples },
  { name: 'file', header: 'File', type: text, value: (row) => (row.site ?? row.subject).file },
  {
    name: 'line',
    header: 'Line',
    type: number,
    config: { decimals: 0 },
    value: (row) => knownLine((row.site ?? row.subject).line),
  },
];

interface Hotspots {
  /** null, as `analysis`: the answer held no samples, which makes a table without rows */
  readonly profile: DecodedProfile | null;
  readonly analysis: Analysis | null;
  readonly notices: readonly QueryResultMetaNotice[];
}

export function hotspotsFrame(
  plan: QueryPlan,
  answer: ProfileAnswer,
  { profile, analysis, notices }: Hotspots
): DataFrame {
  return createDataFrame({
    refId: plan.refId,
    name: 'hotspots',
    meta: {
      preferredVisualisationType: 'table',
      custom: { fixlayer: profileMeta(answer, profile) },
      ...(notices.length > 0 && { notices: [...notices] }),
    },
    fields: tableFields(columns, analysis?.rows ?? []),
  });
}

/** The function to edit; where there is none yet, what would decide. */
function editHere(row: Row): string {
  if (row.site) {
    return qualifiedName(row.site);
  }
  return row.need ? needText(row.need) : '';
}
