/**
 * Several versions in the window are several programs: the newest with enough samples is read alone, and the reader can
 * choose another, or all together. One profile query a version, until one has enough.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { LoadingState, type DataFrame, type InterpolateFunction, type PanelData } from '@grafana/data';
import { defaultThresholds } from '../../analysis/thresholds';
import type { RedModel, RedRefIds } from '../../correlate/red';
import type { TimeSpan } from '../../correlate/baseline';
import { versionsInView, type VersionInView } from '../../correlate/versionsInView';
import { hasMoved, type AskedWindow } from '../answer/askedWindow';
import { identityOf, type ProfileTarget } from '../request/profileTarget';
import { QueryAborted } from '../request/queryOnce';
import { giveUp, type Pending } from './pending';
import { samplesOfFrame } from './samplesOfFrame';
import { createSidePorts, type SidePorts } from './sidePorts';
import { viewAllows, type ViewFilter } from './withMatcher';

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
      /** of the frame */
      readonly window: TimeSpan;
      /** what the version had served when the frame was read */
      readonly served: VersionInView;
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
  readonly refIds: RedRefIds;
  readonly target: ProfileTarget | null;
  /** the panel's own answer: another one means that the versions are asked again */
  readonly frame: DataFrame | null;
  /** a version, {@link TOGETHER}, or null for the newest */
  readonly wanted: string | null;
  readonly replaceVariables: InterpolateFunction;
}

interface Result {
  readonly asked: AskedWindow;
  /** the panel's answer that it was read for */
  readonly frame: DataFrame | null;
  readonly state: VersionState;
}

export function useVersionAlone(input: VersionInput): VersionAlone {
  const { data, panelId, red, refIds, target, frame, wanted: chosen, replaceVariables } = input;
  const fromMs = data.timeRange.from.valueOf();
  const toMs = data.timeRange.to.valueOf();
  const selector = target?.labelSelector ?? '';
  const viewFilters = data.request?.filters;
  const served = useMemo(() => versionsInView(red.versions, { fromMs, toMs }), [red.versions, fromMs, toMs]);
  const versions = useMemo(
    () => versionsOfView(served, red.versionLabel, selector, viewFilters),
    [served, red.versionLabel, selector, viewFilters]
  );
  const names = versions.map(({ version }) => version);
  // A link may name a version that does not serve in this window.
  const wanted = chosen === TOGETHER || (chosen !== null && names.includes(chosen)) ? chosen : null;
  const isAsked =
    target !== null &&
    frame !== null &&
    names.length > 0 &&
    // Of one among several, asked for by the query, the requests are told apart as well.
    served.length > 1 &&
    red.versionLabel !== null &&
    wanted !== TOGETHER;
  const of = isAsked ? JSON.stringify([identityOf(target), wanted, names]) : null;
  const asked = useMemo(() => (of === null ? null : { of, fromMs, toMs }), [of, fromMs, toMs]);
  const [result, setResult] = useState<Result | null>(null);
  const latest = useRef({ data, red, refIds, target, replaceVariables, versions });
  useEffect(() => {
    latest.current = { data, red, refIds, target, replaceVariables, versions };
  });
  const isIdle = asked === null || data.state === LoadingState.Loading;
  // A refresh asks anew; until it is answered the answer before it stays.
  const needsAnswer = !isIdle && (result === null || result.frame !== frame || hasMoved(result.asked, asked));
  const pending = useRef<Pending | null>(null);
  const judged = useRef<{ readonly asked: AskedWindow; readonly judgements: Judgements } | null>(null);
  useEffect(() => () => giveUp(pending), [of]);

  useEffect(() => {
    const { data, red, refIds, target, replaceVariables, versions } = latest.current;
    // What is under way is let finish: a refresh that is faster than the store would never have an answer.
    const isUnderWay = pending.current !== null && !hasMoved(pending.current.asked, asked);
    if (!needsAnswer || asked === null || target === null || red.versionLabel === null || isUnderWay) {
      return;
    }
    giveUp(pending);
    const abort = new AbortController();
    pending.current = { asked, abort };
    if (judged.current === null || hasMoved(judged.current.asked, asked)) {
      judged.current = { asked, judgements: new Map() };
    }
    const { judgements } = judged.current;
    const ports = createSidePorts(
      {
        data,
        panelId,
        target,
        rateTarget: null,
        versionsTarget: null,
        refIds,
        versionLabel: red.versionLabel,
        replaceVariables,
      },
      abort.signal
    );
    const { fromMs, toMs } = asked;
    const settle = (state: VersionState) => {
      if (!abort.signal.aborted) {
        pending.current = null;
        setResult({ asked, frame, state });
      }
    };
    readVersion(versions, { wanted, label: red.versionLabel, window: { fromMs, toMs }, judgements }, ports).then(
      settle,
      (error: unknown) => {
        if (!(error instanceof QueryAborted)) {
          settle({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
        }
      }
    );
  }, [needsAnswer, asked, frame, result, wanted, panelId]);

  return useMemo(
    () => ({
      versions,
      state:
        asked === null
          ? { kind: 'together' }
          : result !== null && !hasMoved(result.asked, asked)
            ? result.state
            : { kind: 'reading' },
    }),
    [versions, asked, result]
  );
}

/**
 * The metrics may tell of versions that the profile query leaves out; those are not in its profile, and not offered. A query
 * that seems to leave out all of them is misread here, or means another label: the store is asked.
 */
function versionsOfView(
  served: readonly VersionInView[],
  label: string | null,
  selector: string,
  filters: readonly ViewFilter[] | undefined
): readonly VersionInView[] {
  const left =
    label === null ? served : served.filter(({ version }) => viewAllows(selector, filters, { label, value: version }));
  return left.length > 0 ? left : served;
}

/** Samples of a version that had too few to be read alone, and how long it had served by then. */
interface Judgement {
  readonly samples: number;
  readonly servedMs: number;
}
type Judgements = Map<string, Judgement>;

/** A version with too few samples is asked again once it has served so much longer, or as long as it takes to have enough. */
const ASKED_AGAIN_AFTER = 1.5;

const servedMs = ({ firstMs, lastMs }: VersionInView) => lastMs - firstMs;

function holds(judgement: Judgement, version: VersionInView): boolean {
  const enoughAfter = defaultThresholds.minSamplesProfile / judgement.samples;
  return servedMs(version) < judgement.servedMs * Math.min(ASKED_AGAIN_AFTER, enoughAfter);
}

interface VersionQuestion {
  readonly wanted: string | null;
  readonly label: string;
  readonly window: TimeSpan;
  /** versions judged too small; what is learnt is added */
  readonly judgements: Judgements;
}

interface Tried {
  readonly served: VersionInView;
  readonly samples: number;
  /** null: no samples, or known from before */
  readonly frame: DataFrame | null;
}

async function readVersion(
  versions: readonly VersionInView[],
  { wanted, label, window, judgements }: VersionQuestion,
  ports: SidePorts
): Promise<VersionState> {
  const asked = versions.filter(({ version }) => wanted === null || version === wanted).slice(0, MOST_TRIED);
  const query = ({ version }: VersionInView) =>
    ports.queryProfile(window, [{ label, value: version, isOther: false, replaces: false }]);
  const tried: Tried[] = [];
  for (const served of asked) {
    const judgement = judgements.get(served.version);
    if (judgement !== undefined && holds(judgement, served)) {
      tried.push({ served, samples: judgement.samples, frame: null });
      continue;
    }
    const frame = await query(served);
    const samples = frame === null ? 0 : (samplesOfFrame(frame) ?? Infinity);
    tried.push({ served, samples, frame });
    if (samples >= defaultThresholds.minSamplesProfile) {
      judgements.delete(served.version);
      break;
    }
    judgements.set(served.version, { samples, servedMs: servedMs(served) });
  }
  // None with enough: the one with most is read, and the analysis says what is missing.
  const best = tried.reduce<Tried | null>(
    (most, one) => (most === null || one.samples > most.samples ? one : most),
    null
  );
  const frame = best === null ? null : (best.frame ?? (best.samples > 0 ? await query(best.served) : null));
  if (best === null || frame === null) {
    return { kind: 'unlabelled', label };
  }
  const passedOver = tried
    .slice(0, tried.indexOf(best))
    .map(({ served: { version }, samples }) => ({ version, samples }));
  return { kind: 'alone', version: best.served.version, frame, window, served: best.served, passedOver };
}
