/**
 * Another way up to the selected row: callers that a reader chose, and the path through them.
 *
 * The analysis holds each row's main path alone; another one is asked of the profile, in a worker that keeps it while the
 * row stays selected. Choices are kept by the names of functions: a refresh asks for the same way in the new profile, and
 * says so where a caller is no longer there. Another row begins with its main path.
 */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Route, RouteChoice } from '../../analysis';
import type { Row } from '../../analysis/model';
import { t } from '../../shared/ui/i18n/translate';
import type { JobReader } from '../analysis/analysisRunner';
import { TreeSession, type SessionPorts } from '../analysis/treeSession';
import type { RibbonStep, ShownRoute } from './ribbonModel';
import { withChoice } from './routeChoices';

export interface RouteView {
  /** what is drawn; null for the main path */
  readonly shown: ShownRoute | null;
  /** what was chosen, leaf first; ahead of `shown` while that is being read */
  readonly choices: readonly RouteChoice[];
  readonly isReading: boolean;
  /** why the path could not be read */
  readonly failure: string | null;
  /** those of `choices` that lead on: without what this profile does not have */
  readonly followed: readonly RouteChoice[];
  /** a choice that the path in this profile does not pass, or that it has no caller for */
  readonly lost: RouteChoice | null;
  /** function whose callers were gone through last; null after `back` */
  readonly acted: string | null;
  /** the main path is drawn because the last choice led back to it */
  readonly isBack: boolean;
  /** what is drawn, or being read, is the row's main path; also where the choices are those that it takes */
  readonly isMain: boolean;
  /** @param caller index into `step.callers` */
  choose(step: RibbonStep, caller: number): void;
  back(): void;
}

interface Wanted {
  readonly rowId: string;
  readonly choices: readonly RouteChoice[];
  readonly acted: string | null;
  readonly isBack: boolean;
}

interface Answered {
  readonly wanted: Wanted;
  readonly session: TreeSession<'route'>;
  readonly route: Route | null;
  readonly failure: string | null;
}

const NO_CHOICES: readonly RouteChoice[] = [];

const mainPathOf = (rowId: string): Wanted => ({ rowId, choices: NO_CHOICES, acted: null, isBack: false });

/** @param readJob reads the profile of the row's analysis; its identity changes with the profile */
export function useRoute(row: Row, readJob: JobReader | null, ports?: SessionPorts): RouteView {
  const [wanted, setWanted] = useState<Wanted>(() => mainPathOf(row.id));
  const [answered, setAnswered] = useState<Answered | null>(null);
  const rowId = row.id;
  if (wanted.rowId !== rowId) {
    setWanted(mainPathOf(rowId));
  }
  const session = useMemo(
    () => (readJob === null ? null : new TreeSession('route', readerOf(readJob), ports)),
    // A session of its own for each row: its profile is not kept for longer than somebody reads its path.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [readJob, rowId, ports]
  );
  useEffect(() => () => session?.dispose(), [session]);

  const { choices, acted, isBack } = wanted;
  const isAsked = choices.length > 0 && session !== null;
  useEffect(() => {
    if (!isAsked) {
      return;
    }
    let isCurrent = true;
    void session.ask({ rowId, choices }).then((outcome) => {
      if (isCurrent && outcome.kind !== 'superseded') {
        setAnswered({
          wanted,
          session,
          route: outcome.kind === 'done' ? outcome.result : null,
          failure: outcome.kind === 'failed' ? outcome.message : outcome.result === null ? profileGone() : null,
        });
      }
    });
    return () => {
      isCurrent = false;
    };
    // `wanted` stands for row and choices.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isAsked, session, wanted]);

  // Until the next path is read, the one before stays: of the same row, also of the profile before.
  const last = isAsked && answered?.wanted.rowId === rowId ? answered : null;
  const shown = useMemo(
    () =>
      last?.route && last.route.taken > 0
        ? { route: last.route, choices: last.wanted.choices.slice(0, last.route.taken) }
        : null,
    [last]
  );
  const isReading = isAsked && (last?.wanted !== wanted || last.session !== session);
  const followed = isReading ? choices : (shown?.choices ?? NO_CHOICES);
  const isMainChosen =
    !isReading && shown !== null && shown.choices.length === choices.length && last?.route?.isMain === true;
  const choose = useCallback(
    (step: RibbonStep, caller: number) => {
      const next = withChoice(row, { shown, choices: followed }, step, caller);
      setWanted({ rowId, choices: next, acted: step.callersOf, isBack: next.length === 0 });
    },
    [row, rowId, shown, followed]
  );
  const back = useCallback(() => setWanted({ ...mainPathOf(rowId), isBack: true }), [rowId]);
  return {
    shown,
    choices,
    followed,
    isReading,
    failure: isReading ? null : (last?.failure ?? null),
    lost: isReading || last === null || last.failure !== null ? null : (choices[last.route?.taken ?? 0] ?? null),
    acted,
    isBack: isBack || isMainChosen,
    isMain: choices.length === 0 || isMainChosen,
    choose,
    back,
  };
}

/** Grafana may empty a frame once the next one is asked for. */
const profileGone = () => t('ribbon.the-profile-is-gone', 'The profile that it would be read from is no longer there.');

function readerOf(readJob: JobReader) {
  return () => {
    const read = readJob();
    if (read === null) {
      throw new Error(profileGone());
    }
    return { profile: read.job, transfer: read.transfer };
  };
}
