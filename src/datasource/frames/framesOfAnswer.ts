/** From an answer to frames: decoded in the worker, put together here. */
import type { DataFrame } from '@grafana/data';
import { areAnalysesWanted, handAnalysis } from '../../shared/ui/frames/handedAnalysis';
import { badAnswer } from '../client/pyroscopeClient';
import { faultOf } from '../query/fault';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { QueryPlan } from '../query/planQuery';
import type { PyroscopeOptions } from '../types';
import type { DecodedProfile, DecodeResult } from '../worker/decodeJob';
import type { DecodeRunner } from '../worker/decodeRunner';
import { noticesOf } from './notices';
import { profileFrame } from './profileFrame';

/** @throws PyroscopeError when the answer is no profile, or a cut one; a fault of this plugin has a name too */
export async function framesOfAnswer(
  plan: QueryPlan,
  answer: ProfileAnswer,
  runner: DecodeRunner,
  { ownedPrefixes }: PyroscopeOptions
): Promise<DataFrame[]> {
  try {
    const { profileTypeId } = answer.request;
    const wanted = plan.queryType === 'profile' ? 'columns' : 'analysis';
    const thenAnalysis = wanted === 'columns' && areAnalysesWanted();
    const { result, analysis } = await runner.run({ answer, profileTypeId, wanted, thenAnalysis, ownedPrefixes });
    const profile = decodedOf(result);
    const notices = noticesOf(plan, answer.request.maxNodes, profile?.hiddenShare ?? 0);
    if (wanted === 'columns') {
      const frame = profileFrame(plan, answer, profile, notices);
      if (thenAnalysis && profile) {
        handAnalysis(frame, analysis);
      }
      return [frame];
    }
    const { hotspotsFrame } = await import('./hotspotsFrame');
    return [hotspotsFrame(plan, profile?.analysis ?? null, notices)];
  } catch (error) {
    throw faultOf(error);
  }
}

/** @returns null where nothing matched */
function decodedOf(result: DecodeResult): DecodedProfile | null {
  switch (result.kind) {
    case 'decoded':
      return result.profile;
    case 'empty':
      return null;
    case 'bad-answer':
      throw badAnswer(200, result.message);
    case 'fault':
      throw new Error(result.message);
  }
}
