/**
 * A call tree as the frame that flame graph panels read: interchangeable with the one of Grafana's own Pyroscope
 * datasource (same name, fields, order and visualisation), plus file and line where the server gave them.
 *
 * Columns are plain arrays: a snapshot of a dashboard turns typed arrays into objects that it can't load again.
 */
import {
  createDataFrame,
  FieldType,
  type DataFrame,
  type FieldConfig,
  type PartialDataFrame,
  type QueryResultMetaNotice,
} from '@grafana/data';
import type { StorageMode } from '../client/serverFacts';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { QueryPlan } from '../query/planQuery';
import type { DecodedProfile } from '../worker/decodeJob';
import type { ProfileColumns } from '../worker/profileColumns';
import { plainArray } from './plainArray';
import { gridUnit, unitOf } from './units';

/** What a reader of the frame can't tell from its fields; read by the hotspot panel, also in Explore. */
export interface ProfileFrameMeta {
  readonly version: 1;
  readonly profileTypeId: string;
  /** as sent: variables and filters in place */
  readonly labelSelector: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly spanSelector?: readonly string[];
  readonly traceIdSelector?: readonly string[];
  readonly profileIdSelector?: readonly string[];
  readonly stackTraceSelector?: readonly string[];
  /** null where only weights are known */
  readonly sampleCount: number | null;
  /** weight of one sample; null where not known */
  readonly quantum: number | null;
  readonly maxNodes: number;
  readonly source: ProfileAnswer['source'];
  /** null: the answer held no samples */
  readonly quality: FrameQuality | null;
}

/** How far the frame can be trusted. */
export interface FrameQuality {
  /** counted by the source, recovered from the weights, or at least so many (`nodes`) */
  readonly samples: number;
  readonly samplesFrom: DecodedProfile['quality']['samplesFrom'];
  /** 0..1 of the profile: in frames without a name */
  readonly unknownShare: number;
  /** 0..1 of the profile: in what the node limit cut off */
  readonly hiddenShare: number;
  /** that sent profiles in the window; null where no label tells them apart, or it is not known yet */
  readonly instances: number | null;
  /** there are more than `instances` says */
  readonly moreInstances: boolean;
  /** the newest profile is no younger; null where it is not known */
  readonly newestMs: number | null;
  /** null where the server's answers have not told it yet */
  readonly storage: StorageMode | null;
}

/**
 * Gives way to the page between the columns of a large profile.
 * @param profile  null: the answer held no samples, which makes four empty fields as in the core datasource
 */
export async function profileFrame(
  plan: QueryPlan,
  answer: ProfileAnswer,
  profile: DecodedProfile | null,
  notices: readonly QueryResultMetaNotice[]
): Promise<DataFrame> {
  const unit = gridUnit(profile?.unit ?? unitOf(answer.request.profileTypeId));
  const fields =
    profile?.output.kind === 'columns' ? await fieldsInTurn(profile.output.columns, unit) : emptyFields(unit);
  return createDataFrame({
    refId: plan.refId,
    name: 'response',
    meta: {
      preferredVisualisationType: 'flamegraph',
      custom: { fixlayer: profileMeta(answer, profile) },
      ...(notices.length > 0 && { notices: [...notices] }),
    },
    fields,
  });
}

type FrameField = PartialDataFrame['fields'][number];

/** Columns of a nested set as the fields of a frame; `file` and `line` where the server gave them. */
export function fieldsOf(columns: ProfileColumns, unit: string): FrameField[] {
  return fieldMakers(columns, unit).map((make) => make());
}

/** Rows from which on a column takes some milliseconds of the page. */
const MANY_ROWS = 50_000;

/** As `fieldsOf`, in a task each: all at once half a million rows would hold up the page for a tenth of a second. */
async function fieldsInTurn(columns: ProfileColumns, unit: string): Promise<FrameField[]> {
  const fields: FrameField[] = [];
  for (const make of fieldMakers(columns, unit)) {
    fields.push(make());
    if (columns.level.length >= MANY_ROWS) {
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  return fields;
}

function fieldMakers(columns: ProfileColumns, unit: string): Array<() => FrameField> {
  const { level, value, self, label, labelText, file, fileText, line } = columns;
  const makers: Array<() => FrameField> = [
    () => ({ name: 'level', type: FieldType.number, values: plainArray(level), config: {} }),
    () => ({ name: 'value', type: FieldType.number, values: plainArray(value), config: { unit } }),
    () => ({ name: 'self', type: FieldType.number, values: plainArray(self), config: { unit } }),
    () => ({ name: 'label', type: FieldType.enum, values: plainArray(label), config: enumOf(labelText) }),
  ];
  const knowsFiles = fileText.some((text) => text !== '');
  return knowsFiles
    ? [
        ...makers,
        () => ({ name: 'file', type: FieldType.enum, values: plainArray(file), config: enumOf(fileText) }),
        () => ({ name: 'line', type: FieldType.number, values: plainArray(line), config: {} }),
      ]
    : makers;
}

function enumOf(text: readonly string[]): FieldConfig {
  return { type: { enum: { text: [...text] } } };
}

/** As the core datasource has them where nothing matched. */
export function emptyFields(unit: string) {
  return [
    { name: 'level', type: FieldType.number, values: [], config: {} },
    { name: 'value', type: FieldType.number, values: [], config: { unit } },
    { name: 'self', type: FieldType.number, values: [], config: { unit } },
    { name: 'label', type: FieldType.string, values: [], config: {} },
  ];
}

/** @param profile  null: the answer held no samples */
export function profileMeta(
  { request, source, origin }: ProfileAnswer,
  profile: DecodedProfile | null
): ProfileFrameMeta {
  return {
    version: 1,
    profileTypeId: request.profileTypeId,
    labelSelector: request.labelSelector,
    fromMs: request.fromMs,
    toMs: request.toMs,
    ...(request.spanIds.length > 0 && { spanSelector: request.spanIds }),
    ...(request.traceIds.length > 0 && { traceIdSelector: request.traceIds }),
    ...(request.profileIds.length > 0 && { profileIdSelector: request.profileIds }),
    ...(request.callSite && { stackTraceSelector: request.callSite }),
    sampleCount: profile ? profile.sampleCount : 0,
    quantum: profile?.quantum ?? null,
    maxNodes: request.maxNodes,
    source,
    quality: profile && {
      ...profile.quality,
      hiddenShare: profile.hiddenShare,
      instances: origin?.arrival?.instances ?? null,
      moreInstances: origin?.arrival?.moreInstances ?? false,
      newestMs: origin?.arrival?.newestMs ?? null,
      storage: origin?.storageMode ?? null,
    },
  };
}
