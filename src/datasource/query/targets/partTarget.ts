/** Callers and callees of one function: the sandwich's halves of a merged profile, each stack counted once. */
import { from, map, switchMap } from 'rxjs';
import { decodeAnswer } from '../../frames/decodeAnswer';
import { noticesOf } from '../../frames/notices';
import { partFrame } from '../../frames/partFrame';
import { fetchProfile } from '../fetchProfile';
import { readFunctionName } from '../functionName';
import { watchOrigin } from '../origin';
import { planQuery } from '../planQuery';
import type { RunTarget } from './target';

export const runPart: RunTarget = ({ runner, query, request }) => {
  const plan = planQuery(query, request, runner.options);
  const func = readFunctionName(query.functionName, request.scopedVars);
  const kind = plan.queryType === 'callees' ? 'callees' : 'callers';
  const { profileTypeId } = plan.request;
  return fetchProfile(runner.client, plan, runner.facts).pipe(
    switchMap((answer) => {
      const origin = watchOrigin(runner, answer.request);
      const decoding = decodeAnswer(runner.decoder, { answer, profileTypeId, wanted: { kind, func } });
      return from(Promise.all([decoding, origin.soon])).pipe(
        map(([{ profile }]) => {
          const told = { ...answer, origin: origin.known() };
          const notices = noticesOf(plan, told, profile);
          return { frames: [partFrame(plan, told, profile, { func, notices })] };
        })
      );
    })
  );
};
