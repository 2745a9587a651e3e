/** From an answer to frames: decoded in the worker, put together here. */
import type { DataFrame } from '@grafana/data';
import { areAnalysesWanted, handAnalysis } from '../../shared/ui/frames/handedAnalysis';
import { faultOf } from '../query/fault';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { QueryPlan } from '../query/planQuery';
import { ownedPrefixesFor } from '../settings';
import type { PyroscopeOptions } from '../types';
import type { DecodeRunner } from '../worker/decodeRunner';
import { decodeAnswer } from './decodeAnswer';
import { noticesOf } from './notices';
import { profileFrame } from './profileFrame';

/** @throws PyroscopeError when the answer is no profile, or a cut one; a fault of this plugin has a name too */
export async function framesOfAnswer(
  plan: QueryPlan,
  answer: ProfileAnswer,
  runner: DecodeRunner,
  options: PyroscopeOptions
): Promise<DataFrame[]> {
  try {
    switch (plan.queryType) {
      case 'hotspots':
        return [await hotspots(plan, answer, runner, options)];
      case 'functions':
        return [await functions(plan, answer, runner)];
      default:
        return [await wholeProfile(plan, answer, runner)];
    }
  } catch (error) {
    throw faultOf(error);
  }
}

async function wholeProfile(plan: QueryPlan, answer: ProfileAnswer, runner: DecodeRunner): Promise<DataFrame> {
  const { profileTypeId, maxNodes } = answer.request;
  const thenAnalysis = areAnalysesWanted();
  const wanted = { kind: 'columns' } as const;
  const { profile, analysis } = await decodeAnswer(runner, { answer, profileTypeId, wanted, thenAnalysis });
  const frame = profileFrame(plan, answer, profile, noticesOf(plan, maxNodes, profile));
  if (thenAnalysis && profile) {
    handAnalysis(frame, analysis);
  }
  return frame;
}

async function hotspots(
  plan: QueryPlan,
  answer: ProfileAnswer,
  runner: DecodeRunner,
  options: PyroscopeOptions
): Promise<DataFrame> {
  const { profileTypeId, maxNodes } = answer.request;
  const ownedPrefixes = ownedPrefixesFor(options, answer.request.labelSelector);
  const wanted = { kind: 'analysis', profileTypeId, ownedPrefixes } as const;
  const { profile } = await decodeAnswer(runner, { answer, profileTypeId, wanted });
  const analysis = profile?.output.kind === 'analysis' ? profile.output.analysis : null;
  const { hotspotsFrame } = await import('./hotspotsFrame');
  return hotspotsFrame(plan, analysis, noticesOf(plan, maxNodes, profile));
}

async function functions(plan: QueryPlan, answer: ProfileAnswer, runner: DecodeRunner): Promise<DataFrame> {
  const { profileTypeId, maxNodes } = answer.request;
  const { profile } = await decodeAnswer(runner, { answer, profileTypeId, wanted: { kind: 'functions' } });
  const { functionsFrame } = await import('./functionsFrame');
  return functionsFrame(plan, answer, profile, noticesOf(plan, maxNodes, profile));
}
