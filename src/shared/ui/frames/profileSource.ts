/**
 * Which of a panel's frames is the profile, and what it is a profile of.
 *
 * Our datasource says it in `meta.custom.fixlayer`. Grafana's own Pyroscope datasource says nothing in the frame, so
 * profile type and selector are read from the target that asked (`data.request.targets`, not interpolated there).
 */
import type { DataFrame, PanelData } from '@grafana/data';
import { isProfileFrame } from './profileColumns';

export interface ProfileSource {
  readonly frame: DataFrame;
  readonly refId: string | null;
  /** e.g. `process_cpu:cpu:nanoseconds:cpu:nanoseconds`; null when nobody says it */
  readonly profileTypeId: string | null;
  readonly labelSelector: string | null;
  /** unit of all weights, in pprof's words */
  readonly unit: string;
  /** `cpu`, `alloc_space`, …; '' where unknown */
  readonly sampleType: string;
  readonly sampleCount: number | null;
  readonly quantum: number | null;
  /** window that the datasource says it asked for */
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

type UnknownRecord = Record<string, unknown>;

const asRecord = (value: unknown): UnknownRecord =>
  typeof value === 'object' && value !== null ? (value as UnknownRecord) : {};
const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const asNumber = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** Grafana's unit ids → pprof's words. */
const unitWords: Record<string, string> = {
  ns: 'nanoseconds',
  µs: 'microseconds',
  ms: 'milliseconds',
  s: 'seconds',
  bytes: 'bytes',
  decbytes: 'bytes',
};

/**
 * The profile among a panel's frames: the one of the wanted target, else (with no such target) the first profile frame
 * that no other named target brought.
 *
 * @param wanted refId of the profile target
 * @param taken  refIds that play another part and so can't be the profile
 */
export function findProfileSource(
  data: PanelData,
  wanted: string,
  taken: readonly string[] = []
): ProfileSource | null {
  const profiles = data.series.filter(isProfileFrame);
  const frame =
    profiles.find((each) => each.refId === wanted) ?? profiles.find((each) => !taken.includes(each.refId ?? ''));
  return frame ? describeProfileFrame(frame, targetOf(data, frame.refId)) : null;
}

/** The profile frame of exactly one target, with no fallback. */
export function profileSourceOf(data: PanelData, refId: string): ProfileSource | null {
  const frame = data.series.find((each) => each.refId === refId && isProfileFrame(each));
  return frame ? describeProfileFrame(frame, targetOf(data, refId)) : null;
}

/** The target with this refId as a plain record; targets are untyped data of another plugin. */
export function targetOf(data: PanelData, refId: string | undefined): UnknownRecord {
  return asRecord(data.request?.targets.find((target) => target.refId === refId));
}

export function describeProfileFrame(frame: DataFrame, target: UnknownRecord = {}): ProfileSource {
  const meta = asRecord(asRecord(frame.meta?.custom).fixlayer);
  const profileTypeId = asText(meta.profileTypeId) ?? asText(target.profileTypeId);
  const [, sampleType = '', typeUnit = ''] = (profileTypeId ?? '').split(':');
  const fieldUnit = frame.fields.find((field) => field.name === 'value')?.config.unit ?? '';
  return {
    frame,
    refId: frame.refId ?? null,
    profileTypeId,
    labelSelector: asText(meta.labelSelector) ?? asText(target.labelSelector),
    unit: typeUnit || unitWords[fieldUnit] || 'count',
    sampleType,
    sampleCount: asNumber(meta.sampleCount),
    quantum: asNumber(meta.quantum),
    fromMs: asNumber(meta.fromMs),
    toMs: asNumber(meta.toMs),
  };
}
