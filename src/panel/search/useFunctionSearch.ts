/** Text in, functions out: searches a short while after the last key, in the profile as the panel shows it. */
import { useEffect, useMemo, useState } from 'react';
import type { AnalysisOptions, NameSearch, StackFilter } from '../../analysis';
import type { ProfileSource } from '../../shared/ui/frames/profileSource';
import { TreeSession, type TreeOutcome } from '../analysis/treeSession';
import { readProfile } from '../analysis/useAnalysis';

/** A word is typed in fewer; each search goes over all nodes. */
const PAUSE_MS = 150;

export type SearchState =
  | { readonly kind: 'nothing-asked' }
  | { readonly kind: 'searching'; readonly before: NameSearch | null }
  | { readonly kind: 'done'; readonly result: NameSearch }
  | { readonly kind: 'failed'; readonly message: string };

interface Settled {
  readonly asked: string;
  readonly session: TreeSession<'search'>;
  readonly outcome: Exclude<TreeOutcome<'search'>, { kind: 'superseded' }>;
}

/** `source`, `options` and `filters` must keep their identity while their content is the same. */
export function useFunctionSearch(
  text: string,
  source: ProfileSource | null,
  options: AnalysisOptions,
  filters: readonly StackFilter[]
): SearchState {
  const [settled, setSettled] = useState<Settled | null>(null);
  const session = useMemo(
    () =>
      source === null
        ? null
        : new TreeSession('search', () => {
            const { profile, transfer } = readProfile(source);
            return {
              profile: { profile, options: { ...options, profileTypeId: source.profileTypeId }, filters },
              transfer,
            };
          }),
    [source, options, filters]
  );
  useEffect(() => () => session?.dispose(), [session]);

  const asked = text.trim();
  useEffect(() => {
    if (asked === '' || session === null) {
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      void session.ask(asked).then((outcome) => {
        if (isCurrent && outcome.kind !== 'superseded') {
          setSettled({ asked, session, outcome });
        }
      });
    }, PAUSE_MS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [asked, session]);

  if (asked === '' || session === null) {
    return { kind: 'nothing-asked' };
  }
  if (settled?.asked === asked && settled.session === session) {
    return settled.outcome;
  }
  return { kind: 'searching', before: settled?.outcome.kind === 'done' ? settled.outcome.result : null };
}

export function resultOf(state: SearchState): NameSearch | null {
  return state.kind === 'done' ? state.result : state.kind === 'searching' ? state.before : null;
}
