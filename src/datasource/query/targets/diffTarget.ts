/** Two profiles side by side: another time range, another selector, or both. */
import { forkJoin, from, map, of, switchMap, type Observable } from 'rxjs';
import { decodeAnswer } from '../../frames/decodeAnswer';
import { diffFrames, type DiffLoad } from '../../frames/diffFrames';
import { requestsIn } from '../../prometheus/requestRate';
import type { MergeRequest } from '../../types';
import { planDiff, type DiffPlan } from '../diff/planDiff';
import { fetchProfile } from '../fetchProfile';
import { interpolateText } from '../interpolate';
import { planQuery } from '../planQuery';
import { secondsWithProfiles, type ProfiledTime } from '../secondsWithProfiles';
import type { RunTarget, TargetRun } from './target';

/** Functions in the table, largest change first. */
const MOST_ROWS = 200;

export const runDiff: RunTarget = (run) => {
  const { runner, query, request } = run;
  const plan = planQuery(query, request, runner.options);
  const sides = planDiff(plan, query, request);
  const { profileTypeId } = plan.request;
  const fetch = (side: MergeRequest) => fetchProfile(runner.client, { ...plan, request: side }, runner.facts);
  return forkJoin([fetch(sides.before), fetch(sides.after), loadsOf(run, sides)]).pipe(
    switchMap(([base, answer, load]) => {
      const { loads } = load;
      const wanted = { kind: 'diff', profileTypeId, loads, maxRows: MOST_ROWS } as const;
      return from(decodeAnswer(runner.decoder, { base, answer, profileTypeId, wanted })).pipe(
        map(({ profile }) => ({ frames: diffFrames({ plan, sides, answer, profile, load, show: query.show }) }))
      );
    })
  );
};

/**
 * Requests behind each side where a rate is given, else seconds: of each window, and with two selectors of the part of it in
 * which each had profiles, as one version follows another.
 */
function loadsOf({ runner, query, request }: TargetRun, { before, after }: DiffPlan): Observable<DiffLoad> {
  const hasTwoSelectors = before.labelSelector !== after.labelSelector;
  const read = (rate: string | undefined) => interpolateText(rate ?? '', request.scopedVars).trim();
  const rate = read(query.requests);
  if (rate === '') {
    const seconds = (side: MergeRequest): Observable<ProfiledTime> =>
      hasTwoSelectors
        ? secondsWithProfiles(runner.client, side, runner.options)
        : of({ seconds: (side.toMs - side.fromMs) / 1000, isCounted: false });
    return forkJoin([seconds(before), seconds(after)]).pipe(
      map(([left, right]) => {
        // One way for both: a side that could not be counted would be divided by more time than the other.
        const isCounted = left.isCounted && right.isCounted;
        const windowOf = ({ fromMs, toMs }: MergeRequest) => (toMs - fromMs) / 1000;
        return {
          loads: isCounted
            ? { before: left.seconds, after: right.seconds }
            : { before: windowOf(before), after: windowOf(after) },
          per: 'second',
          basis: isCounted ? 'profiled-time' : 'windows',
        };
      })
    );
  }
  const uid = runner.options.prometheusUid;
  const rateBefore = read(query.baseline?.requests);
  const ask = (side: MergeRequest, name: string, own: string) =>
    requestsIn(side, own, { uid, request, requestId: `${request.requestId}-${query.refId}-${name}` });
  return forkJoin({
    before: ask(before, 'before', rateBefore || rate),
    after: ask(after, 'after', rate),
  }).pipe(
    map((loads) => ({
      loads,
      per: 'request',
      basis: hasTwoSelectors && rateBefore === '' ? 'same-requests' : 'own-requests',
    }))
  );
}
