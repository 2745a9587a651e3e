/** Callers and callees of one function: the sandwich's halves of a merged profile, each stack counted once. */
import { from, map, switchMap } from 'rxjs';
import { decodeAnswer } from '../../frames/decodeAnswer';
import { noticesOf } from '../../frames/notices';
import { partFrame } from '../../frames/partFrame';
import { fetchProfile } from '../fetchProfile';
import { readFunctionName } from '../functionName';
import { planQuery } from '../planQuery';
import type { RunTarget } from './target';

export const runPart: RunTarget = ({ runner, query, request }) => {
  const plan = planQuery(query, request, runner.options);
  const func = readFunctionName(query.functionName, request.scopedVars);
  const kind = plan.queryType === 'callees' ? 'callees' : 'callers';
  const { profileTypeId } = plan.request;
  return fetchProfile(runner.client, plan, runner.facts).pipe(
    switchMap((answer) =>
      from(decodeAnswer(runner.decoder, { answer, profileTypeId, wanted: { kind, func } })).pipe(
        map(({ profile }) => {
          const notices = noticesOf(plan, answer.request.maxNodes, profile);
          return { frames: [partFrame(plan, answer, profile, { func, notices })] };
        })
      )
    )
  );
};
