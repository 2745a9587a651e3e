/**
 * From the bytes of an answer to frames. Loaded on demand (the decoders are a chunk of their own) and run
 * in steps, so that decoding and encoding of a large profile are two shorter tasks instead of one long one.
 */
import type { DataFrame, QueryResultMetaNotice } from '@grafana/data';
import type { CallTree } from '../../profiles/callTree';
import { decodeFlamebearer } from '../../profiles/decodeFlamebearer';
import { decodePprof } from '../../profiles/decodePprof';
import { ProfileFormatError } from '../../profiles/profileFormatError';
import { badAnswer } from '../client/pyroscopeClient';
import { BrokenMessageError, hasSamples } from '../client/protobuf';
import type { ProfileAnswer } from '../query/fetchProfile';
import type { QueryPlan } from '../query/planQuery';
import type { PyroscopeOptions } from '../types';
import { noticesOf } from './notices';
import { profileFrame, sampleTypeOf, unitOf } from './profileFrame';

/** @throws PyroscopeError when the answer is no profile, or a cut one */
export async function framesOfAnswer(
  plan: QueryPlan,
  answer: ProfileAnswer,
  options: PyroscopeOptions
): Promise<DataFrame[]> {
  const tree = decodeAnswer(answer);
  const notices: QueryResultMetaNotice[] = noticesOf(plan, answer, tree);
  await nextTask();
  if (plan.queryType === 'profile') {
    return [profileFrame(plan, answer, tree, notices)];
  }
  const { hotspotsOfTree } = await import('./hotspotsOfTree');
  return [hotspotsOfTree(plan, tree, notices, options)];
}

/** @returns null where nothing matched */
function decodeAnswer(answer: ProfileAnswer): CallTree | null {
  const { profileTypeId } = answer.request;
  try {
    if (answer.source === 'pprof') {
      return hasSamples(answer.bytes) ? decodePprof(answer.bytes) : null;
    }
    const tree = decodeFlamebearer(answer.json, {
      unit: unitOf(profileTypeId),
      sampleType: sampleTypeOf(profileTypeId),
    });
    return tree.length > 0 ? tree : null;
  } catch (error) {
    throw error instanceof ProfileFormatError || error instanceof BrokenMessageError
      ? badAnswer(200, error.message)
      : error;
  }
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
