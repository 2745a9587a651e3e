/**
 * What changed in the rows since the baseline: fetched once for a window, computed again with each answer of the panel.
 * Nothing is asked where nothing happens in the window, unless the reader chose a baseline.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { LoadingState, type InterpolateFunction, type PanelData } from '@grafana/data';
import type { Analysis, AnalysisOptions, RowChanges, StackFilter } from '../../analysis';
import { defaultVerifyLimits } from '../../analysis/verify/limits';
import { baselinesOf, BASELINES, startOfBreach, type BaselineId, type Comparison } from '../../correlate/baseline';
import {
  comparisonOfChoice,
  readChosenBaseline,
  type ChoiceProblem,
  type ChosenBaseline,
} from '../../correlate/chosenBaseline';
import type { RedModel, RedRefIds } from '../../correlate/red';
import { describeProfileFrame, type ProfileSource } from '../../shared/ui/frames/profileSource';
import { askWorker, TaskAborted } from '../analysis/askWorker';
import { readProfile } from '../analysis/useAnalysis';
import { hasMoved, type AskedWindow } from '../answer/askedWindow';
import { identityOf, type ProfileTarget, type SavedTarget } from '../request/profileTarget';
import { QueryAborted } from '../request/queryOnce';
import { giveUp, type Pending } from './pending';
import { loadOfSide, loadsOf, type KnownLoads, type SideLoad } from './loads';
import { readBaseline, type BaselineRead, type Tried } from './readBaseline';
import { readLabelSides } from './readLabelSides';
import { createSidePorts } from './sidePorts';
import type { VersionAlone } from './useVersionAlone';
import { valueInView } from './withMatcher';

export type ChangesState =
  /** nothing to compare with was asked for or suggested */
  | { readonly kind: 'off' }
  /** asked for, and the window holds nothing that splits it */
  | { readonly kind: 'no-split'; readonly wanted: BaselineId }
  /** the reader's own choice, which is none that this view can be compared with */
  | { readonly kind: 'unusable'; readonly problem: ChoiceProblem }
  | { readonly kind: 'reading' }
  | { readonly kind: 'no-baseline'; readonly tried: readonly Tried[] }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'ready';
      readonly comparison: Comparison;
      readonly changes: RowChanges;
      readonly per: KnownLoads['per'];
      readonly isWindow: boolean;
      readonly edges: KnownLoads['edges'];
      readonly tried: readonly Tried[];
    };

export interface ChangesInput {
  readonly data: PanelData;
  readonly panelId: number | string;
  readonly red: RedModel;
  readonly target: ProfileTarget | null;
  readonly rateTarget: SavedTarget | null;
  readonly versionsTarget: SavedTarget | null;
  readonly refIds: RedRefIds;
  readonly version: VersionAlone;
  /** of the profile on screen */
  readonly source: ProfileSource | null;
  readonly analysis: Analysis | null;
  readonly options: AnalysisOptions;
  /** stacks that the table sets aside; they are set aside on both sides */
  readonly filters: readonly StackFilter[];
  /** a baseline, `off`, a text of `chosenBaseline`, or null for what the window suggests */
  readonly wanted: string | null;
  readonly replaceVariables: InterpolateFunction;
}

export interface Changes {
  readonly state: ChangesState;
  /** what the window offers as "before"; null where nothing splits it */
  readonly split: Comparison | null;
  /** what the reader chose of their own; null where they did not, or it can't be read */
  readonly chosen: ChosenBaseline | null;
  retry(): void;
}

const readChoice = (wanted: string | null): BaselineId | 'off' | null =>
  wanted === 'off' ? 'off' : (BASELINES.find((id) => id === wanted) ?? null);

export function useChanges(input: ChangesInput): Changes {
  const { data, red, target, version, wanted } = input;
  const [attempt, setAttempt] = useState(0);
  const choice = readChoice(wanted);
  const own = useMemo(() => (wanted === null ? null : readChosenBaseline(wanted)), [wanted]);
  const chosen = own === null || own.kind === 'unreadable' ? null : own;
  const labelSelector = target?.labelSelector ?? null;
  const filters = data.request?.filters;
  const { fromMs, toMs } = useMemo(
    () => ({ fromMs: data.timeRange.from.valueOf(), toMs: data.timeRange.to.valueOf() }),
    [data.timeRange]
  );
  const alone = version.state.kind === 'alone' ? version.state.version : null;
  const isSettled = version.state.kind !== 'reading';

  const { candidates, split, problem } = useMemo(() => {
    const breachMs =
      red.duration.kind === 'lines'
        ? startOfBreach(red.duration.timesMs, red.duration.lines.p99 ?? [], red.sloSeconds)
        : null;
    const question = {
      window: { fromMs, toMs },
      versions: version.versions,
      version: alone,
      deploys: red.deploys,
      breachMs,
    };
    const split = baselinesOf({ ...question, wanted: 'before' })[0] ?? null;
    if (own === null) {
      return { candidates: baselinesOf({ ...question, wanted: choice }), split, problem: null };
    }
    const compared =
      own.kind === 'unreadable'
        ? { problem: own }
        : comparisonOfChoice(own, {
            window: { fromMs, toMs },
            version: alone,
            versionLabel: red.versionLabel,
            valueInView: (label) => valueInView(labelSelector, filters, label),
          });
    return 'comparison' in compared
      ? { candidates: [compared.comparison], split, problem: null }
      : { candidates: [], split, problem: compared.problem };
  }, [red, fromMs, toMs, version.versions, alone, choice, own, labelSelector, filters]);

  // What both sides are divided by is a part of the question.
  const { rateTarget, versionsTarget, replaceVariables } = input;
  const loadOf = useMemo(
    () => replaceVariables(JSON.stringify([rateTarget, versionsTarget].map(queryOf)), data.request?.scopedVars),
    [rateTarget, versionsTarget, replaceVariables, data.request]
  );
  const of =
    target === null || candidates.length === 0
      ? null
      : JSON.stringify([
          identityOf(target),
          filters?.map(({ key, operator, value }) => [key, operator, value]),
          loadOf,
          attempt,
          candidates.map(({ id, split: by, before, after }) => [
            id,
            by,
            ...[before, after].map(({ version, match }) => [version, match]),
            // A window between fixed moments is another one as soon as they differ.
            id === 'window' && [before.fromMs, before.toMs],
          ]),
        ]);
  const read = useBaseline({ ...input, of, fromMs, toMs, candidates, isSettled });
  const report = useReport(input, read?.kind === 'found' ? read : null);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const state = useMemo<ChangesState>(() => {
    if (problem !== null && isSettled) {
      return { kind: 'unusable', problem };
    }
    if (of === null || !isSettled) {
      return of === null && choice !== null && choice !== 'off' && target !== null && isSettled
        ? { kind: 'no-split', wanted: choice }
        : { kind: isSettled ? 'off' : 'reading' };
    }
    if (read === null) {
      return { kind: 'reading' };
    }
    if (read.kind === 'failed') {
      return { kind: 'failed', message: read.message };
    }
    if (read.kind === 'none') {
      return { kind: 'no-baseline', tried: read.tried };
    }
    return report ?? { kind: 'reading' };
  }, [of, isSettled, choice, problem, target, read, report]);
  return useMemo(() => ({ state, split, chosen, retry }), [state, split, chosen, retry]);
}

/** What a saved query asks for, and whom; its variables as typed. */
const queryOf = (saved: SavedTarget | null) =>
  saved && [saved.datasource?.uid, saved.expr, saved.query, saved.queryType, saved.labelSelector];

type Read = BaselineRead | { readonly kind: 'failed'; readonly message: string };

interface BaselineInput extends ChangesInput {
  readonly of: string | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly candidates: readonly Comparison[];
  /** which version is read is known */
  readonly isSettled: boolean;
}

/** The baseline, kept while the window hardly moves; null while it is read, or not asked for. */
function useBaseline(input: BaselineInput): Read | null {
  const { data, of, fromMs, toMs, candidates, isSettled } = input;
  const [result, setResult] = useState<{ readonly asked: AskedWindow; readonly read: Read } | null>(null);
  const splitMs = candidates[0]?.atMs ?? null;
  const asked = useMemo(() => (of === null ? null : { of, fromMs, toMs, splitMs }), [of, fromMs, toMs, splitMs]);
  const isIdle = asked === null || !isSettled || data.state === LoadingState.Loading;
  const needsAnswer = !isIdle && (result === null || hasMoved(result.asked, asked));
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  const pending = useRef<Pending | null>(null);
  useEffect(() => () => giveUp(pending), [of]);
  useEffect(() => {
    const now = latest.current;
    // A refresh that moves the window a little leaves what is under way alone.
    const isAnswered = pending.current !== null && !hasMoved(pending.current.asked, asked);
    if (!needsAnswer || asked === null || now.target === null || isAnswered) {
      return;
    }
    giveUp(pending);
    const own = new AbortController();
    pending.current = { asked, abort: own };
    const settle = (read: Read) => {
      if (!own.signal.aborted) {
        pending.current = null;
        setResult({ asked, read });
      }
    };
    const { red, version, candidates } = now;
    const ports = createSidePorts({ ...now, target: now.target, versionLabel: red.versionLabel }, own.signal);
    const context = { red, versions: version.versions, label: red.versionLabel, shown: loadOnScreen(now) };
    const [first] = candidates;
    const reading =
      first.id === 'label' ? readLabelSides(first, context, ports) : readBaseline(candidates, context, ports);
    reading.then(settle, (error: unknown) => {
      if (!(error instanceof QueryAborted)) {
        settle({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
      }
    });
  }, [needsAnswer, asked]);
  return result !== null && asked !== null && !hasMoved(result.asked, asked) ? result.read : null;
}

/** Load of the profile on screen: of a version, as of the moment at which that was read. */
function loadOnScreen({ data, red, version: { state, versions } }: ChangesInput): SideLoad {
  return state.kind === 'alone'
    ? loadOfSide({ ...state.window, version: state.version }, { red, versions: [state.served] })
    : loadOfSide(
        { fromMs: data.timeRange.from.valueOf(), toMs: data.timeRange.to.valueOf(), version: null },
        { red, versions }
      );
}

type Found = Extract<BaselineRead, { readonly kind: 'found' }>;
type Reported = Extract<ChangesState, { readonly kind: 'ready' | 'failed' | 'no-baseline' }>;

/** The changes of the rows on screen; those of the answer before stay while the next are computed. */
function useReport(input: ChangesInput, found: Found | null): Reported | null {
  const { source, analysis, options, filters } = input;
  const [result, setResult] = useState<{
    readonly found: Found;
    readonly filters: unknown;
    readonly state: Reported;
  } | null>(null);
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  useEffect(() => {
    if (found === null || source === null || analysis === null) {
      return;
    }
    const abort = new AbortController();
    const settle = (state: Reported) => !abort.signal.aborted && setResult({ found, filters, state });
    const { comparison, before, after, tried } = found;
    const { loads, per, isWindow, edges } = loadsOf(before.load, after?.load ?? loadOnScreen(latest.current));
    if (per === 'second' && comparison.after.version !== null && comparison.id !== 'label') {
      settle({ kind: 'no-baseline', tried: [...tried, { comparison, side: 'before', samples: null }] });
      return;
    }
    const { profileTypeId } = source;
    const target = { profileTypeId };
    const compute = async () =>
      askWorker(
        {
          kind: 'changes',
          before: readProfile(describeProfileFrame(before.frame, target)).profile,
          after: readProfile(after === null ? source : describeProfileFrame(after.frame, target)).profile,
          loads,
          filters,
          rows: analysis.rows.map(({ id, subject, subjectKind }) => ({ id, subject, subjectKind })),
          options: { ...options, profileTypeId, limits: { drift: Math.hypot(defaultVerifyLimits.drift, edges) } },
        },
        abort.signal
      );
    compute().then(
      (changes) => settle({ kind: 'ready', comparison, changes, per, isWindow, edges, tried }),
      (error: unknown) => {
        if (!(error instanceof TaskAborted)) {
          settle({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
        }
      }
    );
    return () => abort.abort();
  }, [found, source, analysis, options, filters]);
  // Of other stacks than are shown now, the figures would be told of the wrong whole.
  return result !== null && result.found === found && result.filters === filters ? result.state : null;
}
