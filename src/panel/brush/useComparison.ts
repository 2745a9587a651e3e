/**
 * Comparing requests is a user's action: a region drawn over the dots, or the button in the list of slow requests.
 * Nothing is fetched before; a new region ends the comparison before it; a refresh of the dashboard does not ask again.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { InterpolateFunction, PanelData } from '@grafana/data';
import type { AnalysisOptions } from '../../analysis';
import type { RedModel } from '../../correlate/red';
import { isInRegion, type Region } from '../../correlate/requestGroups';
import { askWorker } from '../analysis/askWorker';
import { viewIn } from '../evidence/context';
import { OWN_DATASOURCE_ID } from '../pluginIds';
import { identityOf, resolveProfileTarget, type ProfileTarget, type SavedTarget } from '../request/profileTarget';
import { asFailedQuery } from '../request/queryOnce';
import { errorMessage, noTargetMessage, type RequestMessage } from '../request/requestMessage';
import { createSelectionPort } from '../request/requestPorts';
import { compareRequests, keepComparison, keptComparison, type ComparisonAnswer, type Question } from './comparison';

export type ComparisonState =
  | { readonly kind: 'closed' }
  | { readonly kind: 'running'; readonly question: Question; readonly done: number; readonly of: number }
  | { readonly kind: 'answered'; readonly question: Question; readonly answer: ComparisonAnswer }
  | { readonly kind: 'failed'; readonly question: Question; readonly message: RequestMessage };

export interface RequestComparison {
  readonly state: ComparisonState;
  /** what is drawn on the chart; null for none */
  readonly region: Region | null;
  compareRegion(region: Region): void;
  /** the slow requests of the view against its others */
  compareSlow(): void;
  retry(): void;
  /** ends what is under way, too */
  close(): void;
}

export interface ComparisonInput {
  readonly data: PanelData;
  readonly panelId: number;
  readonly profileTarget: SavedTarget | null;
  readonly red: Pick<RedModel, 'exemplars' | 'slow'>;
  readonly options: AnalysisOptions;
  readonly replaceVariables: InterpolateFunction;
}

const CLOSED: ComparisonState = { kind: 'closed' };

export function useComparison(input: ComparisonInput): RequestComparison {
  const [state, setState] = useState<ComparisonState>(CLOSED);
  const running = useRef<AbortController | null>(null);
  const latest = useRef(input);
  useEffect(() => {
    latest.current = input;
  });
  // In another view neither the region nor the answer means anything.
  const view = viewIn(input);
  useEffect(
    () => () => {
      running.current?.abort();
      setState(CLOSED);
    },
    [view]
  );

  const ask = useCallback((question: Question) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    const settle = (next: ComparisonState) => {
      if (!abort.signal.aborted) {
        setState(next);
      }
    };
    const { data, profileTarget, replaceVariables } = latest.current;
    const target = resolveProfileTarget(profileTarget, replaceVariables, data.request?.scopedVars);
    if (target === null) {
      settle({ kind: 'failed', question, message: noTargetMessage() });
      return;
    }
    const key = keyOf(question, target, latest.current.options);
    const before = keptComparison(key);
    if (before !== undefined) {
      settle({ kind: 'answered', question, answer: before });
      return;
    }
    settle({ kind: 'running', question, done: 0, of: 0 });
    run(question, target, latest.current, { signal: abort.signal, settle }).then(
      (answer) => {
        if (answer.kind === 'compared') {
          keepComparison(key, answer);
        }
        settle({ kind: 'answered', question, answer });
      },
      (error: unknown) => settle({ kind: 'failed', question, message: errorMessage(asFailedQuery(error)) })
    );
  }, []);

  const compareRegion = useCallback(
    (region: Region) => {
      const { exemplars } = latest.current.red;
      ask({ region, picked: exemplars.filter((exemplar) => isInRegion(exemplar, region)), all: exemplars });
    },
    [ask]
  );
  const compareSlow = useCallback(() => {
    const { exemplars, slow } = latest.current.red;
    ask({ region: null, picked: slow, all: exemplars });
  }, [ask]);
  const close = useCallback(() => {
    running.current?.abort();
    setState(CLOSED);
  }, []);
  const question = state.kind === 'closed' ? null : state.question;
  const retry = useCallback(() => question && ask(question), [ask, question]);
  const region = question?.region ?? null;
  return useMemo(
    () => ({ state, region, compareRegion, compareSlow, retry, close }),
    [state, region, compareRegion, compareSlow, retry, close]
  );
}

function run(
  question: Question,
  target: ProfileTarget,
  { data, panelId, options }: ComparisonInput,
  { signal, settle }: { signal: AbortSignal; settle(next: ComparisonState): void }
): Promise<ComparisonAnswer> {
  return compareRequests(
    question,
    { options, profileTypeId: target.profileTypeId },
    {
      querySelection: createSelectionPort({ data, panelId, profileTarget: target }, signal),
      canSelectTraces: target.datasource.type === OWN_DATASOURCE_ID,
      onProgress: (done, of) => settle({ kind: 'running', question, done, of }),
      compute: (task) => askWorker(task, signal),
    }
  );
}

const keyOf = ({ picked, all }: Question, target: ProfileTarget, options: AnalysisOptions): string =>
  JSON.stringify([identityOf(target), options, picked.map(({ key }) => key), all.map(({ key }) => key)]);
