/** From an answer to what is wanted of it, by the worker. */
import { badAnswer } from '../client/pyroscopeClient';
import type { DecodedProfile, DecodeJob, DecodeResult } from '../worker/decodeJob';
import type { DecodeOutcome, DecodeRunner } from '../worker/decodeRunner';

export interface Decoded {
  /** null where nothing matched */
  readonly profile: DecodedProfile | null;
  readonly analysis: DecodeOutcome['analysis'];
}

/** @throws PyroscopeError when the answer is no profile, or a cut one; Error on a fault of ours */
export async function decodeAnswer(runner: DecodeRunner, job: DecodeJob): Promise<Decoded> {
  const { result, analysis } = await runner.run(job);
  return { profile: profileIn(result), analysis };
}

function profileIn(result: DecodeResult): DecodedProfile | null {
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
