/** Profile frame and options in, `Analysis` out; the last good one stays while the next is computed. */
import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Analysis, AnalysisOptions, StackFilter } from '../../analysis';
import { columnBuffers, readProfileColumns } from '../../shared/ui/frames/profileColumns';
import { handedAnalysis } from '../../shared/ui/frames/handedAnalysis';
import type { ProfileSource } from '../../shared/ui/frames/profileSource';
import { t } from '../../shared/ui/i18n/translate';
import { AnalysisRunner, type JobReader, type RunOutcome } from './analysisRunner';
import { takeWorker } from './spareWorker';
import { runJob, type JobProfile } from './job';

export type AnalysisStatus = 'empty' | 'running' | 'ready' | 'error';

export interface AnalysisState {
  readonly status: AnalysisStatus;
  /** of the current profile when `ready`; of the one before while `running`; null when there is none to show */
  readonly analysis: Analysis | null;
  /** set when `status` is `error` */
  readonly message: string | null;
  /** reads once more what `analysis` was made from, for what is asked of it later; null without one */
  readonly readJob: JobReader | null;
  retry(): void;
}

interface Settled {
  readonly key: object;
  readonly analysis: Analysis | null;
  readonly message: string | null;
  readonly readJob: JobReader;
}

const NO_FILTERS: readonly StackFilter[] = [];

/**
 * @param source null or a frame without rows gives `empty`
 * @param options and `filters` must keep their identity while their content is the same
 */
export function useAnalysis(
  source: ProfileSource | null,
  alloc: ProfileSource | null,
  options: AnalysisOptions,
  filters: readonly StackFilter[] = NO_FILTERS
): AnalysisState {
  const runner = useRunner();
  const [attempt, setAttempt] = useState(0);
  const [settled, setSettled] = useState<Settled | null>(null);

  const frame = source?.frame ?? null;
  const allocFrame = alloc?.frame ?? null;
  const isEmpty = !frame || frame.length === 0;
  // Grafana rebuilds its data object often; frames keep their identity while they are the same answer.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const key = useMemo(() => ({}), [frame, allocFrame, options, filters, attempt]);

  useEffect(() => {
    if (isEmpty || !source) {
      return;
    }
    const readJob: JobReader = () => {
      const profile = readProfile(source);
      const allocProfile = hasRows(alloc) ? readProfile(alloc) : null;
      return {
        job: {
          profile: profile.profile,
          alloc: allocProfile?.profile ?? null,
          options: { ...options, profileTypeId: source.profileTypeId },
          filters,
        },
        transfer: [...profile.transfer, ...(allocProfile?.transfer ?? [])],
      };
    };
    let isCurrent = true;
    const analyseHere = () => runner().run(readJob);
    const handed = isDefault(options) && filters.length === 0 && !hasRows(alloc) ? handedAnalysis(source.frame) : null;
    void (handed ? handed.then((analysis) => (analysis ? doneBefore(analysis) : analyseHere())) : analyseHere()).then(
      (outcome) => {
        if (!isCurrent || outcome.kind === 'superseded') {
          return;
        }
        const next =
          outcome.kind === 'done'
            ? { key, analysis: outcome.analysis, message: null, readJob }
            : { key, analysis: null, message: outcome.message, readJob };
        // Drawing table and ribbon takes longer than one frame; a transition lets React do it in slices.
        startTransition(() => setSettled(next));
      }
    );
    return () => {
      isCurrent = false;
    };
    // `key` stands for source, alloc, options and filters.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, isEmpty]);

  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  return useMemo(() => {
    if (isEmpty) {
      return { status: 'empty', analysis: null, message: null, readJob: null, retry };
    }
    const readJob = settled?.analysis ? settled.readJob : null;
    if (settled?.key !== key) {
      return { status: 'running', analysis: settled?.analysis ?? null, message: null, readJob, retry };
    }
    return settled.message === null
      ? { status: 'ready', analysis: settled.analysis, message: null, readJob, retry }
      : { status: 'error', analysis: null, message: settled.message, readJob: null, retry };
  }, [isEmpty, settled, key, retry]);
}

const hasRows = (source: ProfileSource | null): source is ProfileSource => source !== null && source.frame.length > 0;

const doneBefore = (analysis: Analysis): RunOutcome => ({ kind: 'done', analysis, ranOn: 'datasource' });

/** The datasource analyses with default options. */
function isDefault({ ownedPrefixes = [], thresholds = {} }: AnalysisOptions): boolean {
  return ownedPrefixes.length === 0 && Object.keys(thresholds).length === 0;
}

/** One runner a component, made on first use and ended on unmount. */
function useRunner(): () => AnalysisRunner {
  const runner = useRef<AnalysisRunner | null>(null);
  useEffect(
    () => () => {
      runner.current?.dispose();
      runner.current = null;
    },
    []
  );
  return useCallback(() => (runner.current ??= new AnalysisRunner({ createWorker: takeWorker, runHere: runJob })), []);
}

/** @throws Error when the frame is no profile */
export function readProfile(source: ProfileSource): { profile: JobProfile; transfer: ArrayBuffer[] } {
  const columns = readProfileColumns(source.frame);
  if (!columns) {
    throw new Error(
      t(
        'analysis.the-answer-is-not-a',
        'The answer is not a profile: a column of level, value, self, label is missing.'
      )
    );
  }
  const { unit, sampleType, sampleCount, quantum } = source;
  return { profile: { columns, unit, sampleType, sampleCount, quantum }, transfer: columnBuffers(columns) };
}
