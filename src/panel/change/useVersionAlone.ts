/**
 * Several versions in the window are several programs: the newest with enough samples is read alone, and the reader can
 * choose another, or all together. One profile query a version, until one has enough.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { LoadingState, type DataFrame, type InterpolateFunction, type PanelData } from '@grafana/data';
import { defaultThresholds } from '../../analysis/thresholds';
import type { RedModel } from '../../correlate/red';
import { samplesFromWeights } from '../../correlate/sampleFloor';
import { versionsInView, type VersionInView } from '../../correlate/versionsInView';
import { describeProfileFrame } from '../../shared/ui/frames/profileSource';
import type { ProfileTarget } from '../request/profileTarget';
import { QueryAborted } from '../request/queryOnce';
import { createSidePorts, type SidePorts } from './sidePorts';

/** Value of the choice that reads all versions as one profile. */
export const TOGETHER = 'all';
/** Versions asked for before the one with the most samples is taken. */
const MOST_TRIED = 3;

export type VersionState =
  /** one version, or all on purpose */
  | { readonly kind: 'together' }
  | { readonly kind: 'reading' }
  | {
      readonly kind: 'alone';
      readonly version: string;
      readonly frame: DataFrame;
      readonly passedOver: readonly PassedOver[];
    }
  /** the store has no profile under this label */
  | { readonly kind: 'unlabelled'; readonly label: string }
  | { readonly kind: 'failed'; readonly message: string };

/** A newer version that has too few samples to be read alone. */
export interface PassedOver {
  readonly version: string;
  readonly samples: number;
}

export interface VersionAlone {
  /** in the window, newest first */
  readonly versions: readonly VersionInView[];
  readonly state: VersionState;
}

export interface VersionInput {
  readonly data: PanelData;
  readonly panelId: number | string;
  readonly red: RedModel;
  readonly target: ProfileTarget | null;
  /** the panel's own answer: another one means that the versions are asked again */
  readonly frame: DataFrame | null;
  /** a version, {@link TOGETHER}, or null for the newest */
  readonly wanted: string | null;
  readonly replaceVariables: InterpolateFunction;
}

export function useVersionAlone(input: VersionInput): VersionAlone {
  const { data, panelId, red, target, frame, wanted, replaceVariables } = input;
  const fromMs = data.timeRange.from.valueOf();
  const toMs = data.timeRange.to.valueOf();
  const versions = useMemo(() => versionsInView(red.versions, { fromMs, toMs }), [red.versions, fromMs, toMs]);
  const names = versions.map(({ version }) => version);
  const isAsked =
    target !== null && frame !== null && names.length > 1 && red.versionLabel !== null && wanted !== TOGETHER;
  // A refresh asks anew; until it is answered the answer before it stays.
  const of = isAsked
    ? JSON.stringify([target.datasource.uid, target.profileTypeId, target.labelSelector, wanted, names])
    : null;
  const [result, setResult] = useState<{ readonly of: string; readonly state: VersionState } | null>(null);
  const latest = useRef({ data, red, target, replaceVariables, versions });
  useEffect(() => {
    latest.current = { data, red, target, replaceVariables, versions };
  });
  const isLoading = data.state === LoadingState.Loading;

  useEffect(() => {
    const { data, red, target, replaceVariables, versions } = latest.current;
    if (of === null || target === null || red.versionLabel === null || isLoading) {
      return;
    }
    const abort = new AbortController();
    const ports = createSidePorts({ data, panelId, target, rateTarget: null, replaceVariables }, abort.signal);
    const window = { fromMs: data.timeRange.from.valueOf(), toMs: data.timeRange.to.valueOf() };
    const settle = (state: VersionState) => !abort.signal.aborted && setResult({ of, state });
    readVersion(versions, { wanted, label: red.versionLabel, window }, ports).then(settle, (error: unknown) => {
      if (!(error instanceof QueryAborted)) {
        settle({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
    });
    return () => abort.abort();
  }, [of, frame, isLoading, wanted, panelId]);

  return useMemo(
    () => ({
      versions,
      state: of === null ? { kind: 'together' } : result?.of === of ? result.state : { kind: 'reading' },
    }),
    [versions, of, result]
  );
}

interface VersionQuestion {
  readonly wanted: string | null;
  readonly label: string;
  readonly window: { readonly fromMs: number; readonly toMs: number };
}

async function readVersion(
  versions: readonly VersionInView[],
  { wanted, label, window }: VersionQuestion,
  ports: SidePorts
): Promise<VersionState> {
  const asked = versions.filter(({ version }) => wanted === null || version === wanted).slice(0, MOST_TRIED);
  const found: Array<{ readonly version: string; readonly samples: number; readonly frame: DataFrame }> = [];
  for (const { version } of asked) {
    const frame = await ports.queryProfile(window, { label, value: version });
    const samples = frame === null ? 0 : (samplesOfFrame(frame) ?? Infinity);
    if (frame !== null) {
      found.push({ version, samples, frame });
    }
    if (samples >= defaultThresholds.minSamplesProfile) {
      break;
    }
  }
  // None with enough: the one with most is read, and the analysis says what is missing.
  const best = found.reduce<(typeof found)[number] | null>(
    (most, one) => (most === null || one.samples > most.samples ? one : most),
    null
  );
  if (best === null) {
    return { kind: 'unlabelled', label };
  }
  const passedOver = asked
    .slice(
      0,
      asked.findIndex(({ version }) => version === best.version)
    )
    .map(({ version }) => ({ version, samples: found.find((one) => one.version === version)?.samples ?? 0 }));
  return { kind: 'alone', version: best.version, frame: best.frame, passedOver };
}

/** As the source says it, else recovered from the weights; null where neither tells. */
export function samplesOfFrame(frame: DataFrame): number | null {
  const { sampleCount, unit } = describeProfileFrame(frame);
  const self = frame.fields.find(({ name }) => name === 'self');
  return sampleCount ?? (self === undefined ? null : samplesFromWeights(self.values, self.config.unit ?? unit));
}
