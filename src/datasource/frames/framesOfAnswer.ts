/** From an answer to frames: decoded in the worker, put together here. */
import type { DataFrame } from '@grafana/data';
import { areAnalysesWanted, handAnalysis } from '../../shared/ui/frames/handedAnalysis';
import { faultOf } from '../query/fault';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { OriginWatch } from '../query/origin';
import type { QueryPlan } from '../query/planQuery';
import type { QueryRunner } from '../query/targets/target';
import { ownedPrefixesFor } from '../settings';
import type { DecodeRunner } from '../worker/decodeRunner';
import { decodeAnswer } from './decodeAnswer';
import { noticesOf } from './notices';
import { profileFrame } from './profileFrame';

/** @throws PyroscopeError when the answer is no profile, or a cut one; a fault of this plugin has a name too */
export async function framesOfAnswer(
  plan: QueryPlan,
  answer: ProfileAnswer,
  { decoder, options }: Pick<QueryRunner, 'decoder' | 'options'>,
  origin: OriginWatch
): Promise<DataFrame[]> {
  try {
    switch (plan.queryType) {
      case 'hotspots':
        return [await hotspots(plan, answer, { decoder, options }, origin)];
      case 'functions':
        return [await functions(plan, answer, decoder, origin)];
      default:
        return [await wholeProfile(plan, answer, decoder, origin)];
    }
  } catch (error) {
    throw faultOf(error);
  }
}

/** Does not wait for what is said about it: it is what a page waits for. */
async function wholeProfile(
  plan: QueryPlan,
  answer: ProfileAnswer,
  decoder: DecodeRunner,
  origin: OriginWatch
): Promise<DataFrame> {
  const { profileTypeId } = answer.request;
  const thenAnalysis = areAnalysesWanted();
  const wanted = { kind: 'columns' } as const;
  const { profile, analysis } = await decodeAnswer(decoder, { answer, profileTypeId, wanted, thenAnalysis });
  const told = { ...answer, origin: origin.known() };
  const frame = await profileFrame(plan, told, profile, noticesOf(plan, told, profile));
  if (thenAnalysis && profile) {
    handAnalysis(frame, analysis);
  }
  return frame;
}

async function hotspots(
  plan: QueryPlan,
  answer: ProfileAnswer,
  { decoder, options }: Pick<QueryRunner, 'decoder' | 'options'>,
  origin: OriginWatch
): Promise<DataFrame> {
  const { profileTypeId } = answer.request;
  const ownedPrefixes = ownedPrefixesFor(options, answer.request.labelSelector);
  const wanted = { kind: 'analysis', profileTypeId, ownedPrefixes } as const;
  const [{ profile }] = await Promise.all([decodeAnswer(decoder, { answer, profileTypeId, wanted }), origin.soon]);
  const analysis = profile?.output.kind === 'analysis' ? profile.output.analysis : null;
  const { hotspotsFrame } = await import('./hotspotsFrame');
  const told = { ...answer, origin: origin.known() };
  return hotspotsFrame(plan, told, { profile, analysis, notices: noticesOf(plan, told, profile) });
}

async function functions(
  plan: QueryPlan,
  answer: ProfileAnswer,
  decoder: DecodeRunner,
  origin: OriginWatch
): Promise<DataFrame> {
  const { profileTypeId } = answer.request;
  const wanted = { kind: 'functions' } as const;
  const [{ profile }] = await Promise.all([decodeAnswer(decoder, { answer, profileTypeId, wanted }), origin.soon]);
  const told = { ...answer, origin: origin.known() };
  const { functionsFrame } = await import('./functionsFrame');
  return functionsFrame(plan, told, profile, noticesOf(plan, told, profile));
}
