/** Two profiles side by side: another time range, another selector, or both. */
import { forkJoin, from, map, of, switchMap, type Observable } from 'rxjs';
import type { Loads } from '../../../analysis';
import { decodeAnswer } from '../../frames/decodeAnswer';
import { diffFrames } from '../../frames/diffFrames';
import { requestsIn } from '../../prometheus/requestRate';
import type { MergeRequest } from '../../types';
import { planDiff, type DiffPlan } from '../diff/planDiff';
import { fetchProfile } from '../fetchProfile';
import { interpolateText } from '../interpolate';
import { planQuery } from '../planQuery';
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
    switchMap(([base, answer, { loads, per }]) => {
      const wanted = { kind: 'diff', profileTypeId, loads, maxRows: MOST_ROWS } as const;
      return from(decodeAnswer(runner.decoder, { base, answer, profileTypeId, wanted })).pipe(
        map(({ profile }) => ({ frames: diffFrames({ plan, sides, answer, profile, per, show: query.show }) }))
      );
    })
  );
};

/** Requests behind each side where a rate is given, else the seconds of each window. */
function loadsOf(
  { runner, query, request }: TargetRun,
  { before, after }: DiffPlan
): Observable<{ loads: Loads; per: 'request' | 'second' }> {
  const read = (rate: string | undefined) => interpolateText(rate ?? '', request.scopedVars).trim();
  const rate = read(query.requests);
  if (rate === '') {
    const seconds = ({ fromMs, toMs }: MergeRequest) => (toMs - fromMs) / 1000;
    return of({ loads: { before: seconds(before), after: seconds(after) }, per: 'second' });
  }
  const uid = runner.options.prometheusUid;
  const ask = (side: MergeRequest, name: string, own: string) =>
    requestsIn(side, own, { uid, request, requestId: `${request.requestId}-${query.refId}-${name}` });
  return forkJoin({
    before: ask(before, 'before', read(query.baseline?.requests) || rate),
    after: ask(after, 'after', rate),
  }).pipe(map((loads) => ({ loads, per: 'request' })));
}
