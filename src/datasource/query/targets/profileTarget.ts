/** Query types that are one merged profile in another form each: fetched once, decoded in the worker. */
import { from, map, switchMap } from 'rxjs';
import { framesOfAnswer } from '../../frames/framesOfAnswer';
import { fetchProfile } from '../fetchProfile';
import { watchOrigin } from '../origin';
import { planQuery } from '../planQuery';
import type { RunTarget } from './target';

export const runProfile: RunTarget = ({ runner, query, request }) => {
  const plan = planQuery(query, request, runner.options);
  return fetchProfile(runner.client, plan, runner.facts).pipe(
    switchMap((answer) => from(framesOfAnswer(plan, answer, runner, watchOrigin(runner, answer.request)))),
    map((frames) => ({ frames }))
  );
};
