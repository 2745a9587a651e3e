/** All functions of a profile as a plain table, heaviest own weight first: for table panels and for export. */
import {
  createDataFrame,
  FieldType,
  type DataFrame,
  type FieldConfig,
  type QueryResultMetaNotice,
} from '@grafana/data';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { QueryPlan } from '../query/planQuery';
import type { DecodedProfile } from '../worker/decodeJob';
import { profileMeta } from './profileFrame';
import { columnConfig, knownLine, percent } from './tableColumns';
import { gridUnit, unitOf } from './units';

/** @param profile  null: the answer held no samples, which makes a table without rows */
export function functionsFrame(
  plan: QueryPlan,
  answer: ProfileAnswer,
  profile: DecodedProfile | null,
  notices: readonly QueryResultMetaNotice[]
): DataFrame {
  const functions = profile?.output.kind === 'functions' ? profile.output.functions : null;
  const unit = gridUnit(profile?.unit ?? unitOf(answer.request.profileTypeId));
  const share = (weight: number) => (profile && profile.total > 0 ? weight / profile.total : 0);
  const self = Array.from(functions?.self ?? []);
  const cum = Array.from(functions?.cum ?? []);
  const knowsFiles = functions?.file.some((file) => file !== '') ?? false;
  return createDataFrame({
    refId: plan.refId,
    name: 'functions',
    meta: {
      preferredVisualisationType: 'table',
      custom: { fixlayer: profileMeta(answer, profile) },
      ...(notices.length > 0 && { notices: [...notices] }),
    },
    fields: [
      text('function', 'Function', functions?.name ?? []),
      ...(functions && knowsFiles
        ? [
            text('file', 'File', functions.file),
            number('line', { displayName: 'Line', decimals: 0 }, Array.from(functions.line, knownLine)),
          ]
        : []),
      number('flat', { displayName: 'Flat', unit }, self),
      number('flatShare', { displayName: 'Flat %', ...percent }, self.map(share)),
      number('cum', { displayName: 'Cum', unit }, cum),
      number('cumShare', { displayName: 'Cum %', ...percent }, cum.map(share)),
      number('callers', { displayName: 'Callers', decimals: 0 }, Array.from(functions?.callers ?? [])),
    ],
  });
}

function text(name: string, displayName: string, values: readonly string[]) {
  return { name, type: FieldType.string, config: { displayName, filterable: true }, values: [...values] };
}

function number(name: string, config: FieldConfig, values: Array<number | null>) {
  return { name, type: FieldType.number, config: columnConfig(FieldType.number, config), values };
}
