/** One input through everything that reads it: decoder, engine, frame and back, merge, comparison. */
import { analyze, verifyFix, VerifyInputError } from '../../src/analysis';
import type { CallTree } from '../../src/profiles/callTree';
import { decodeProfile } from '../../src/profiles/decodeProfile';
import { mergeCallTrees } from '../../src/profiles/mergeCallTrees';
import { decodeNestedSet, encodeNestedSet } from '../../src/profiles/nestedSet';
import { ProfileFormatError } from '../../src/profiles/profileFormatError';

/** A sentence: format, what was expected, what was found, where. */
const CLEAR = /^[A-Za-z. ]+: expected .+, found .+ \(.+\)$/s;
/** Text taken from an input is cut; a message is for a reader. */
const LONGEST_MESSAGE = 600;

const TYPES = [
  null,
  'process_cpu:cpu:nanoseconds:cpu:nanoseconds',
  'mutex:delay:nanoseconds:mutex:count',
  'memory:alloc_space:bytes:space:bytes',
  'goroutine:goroutine:count:goroutine:count',
  'wall:wall:nanoseconds:wall:nanoseconds',
];

export type Outcome = 'analysed' | 'refused';

/** Names the first number of a plain value that is not finite: an answer with NaN in it is a wrong answer. */
function notFinite(value: unknown, path = 'analysis'): string | null {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? null : `${path} = ${value}`;
  }
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  for (const [key, part] of Object.entries(value)) {
    const found = notFinite(part, `${path}.${key}`);
    if (found !== null) {
      return found;
    }
  }
  return null;
}

function useTree(tree: CallTree, index: number): void {
  const wrong = notFinite(analyze(tree, { profileTypeId: TYPES[index % TYPES.length] }));
  if (wrong !== null) {
    throw new Error(`not a finite number: ${wrong}`);
  }
  if (index % 4 === 0) {
    const { labelIndex, labelText, ...columns } = encodeNestedSet(tree);
    const back = decodeNestedSet(
      { ...columns, label: { index: labelIndex, text: labelText } },
      { unit: tree.unit, sampleType: tree.sampleType }
    );
    analyze(mergeCallTrees([tree, back]));
  }
  if (index % 8 === 0) {
    const frame = tree.functions.name[tree.func[index % tree.length]];
    try {
      verifyFix({ before: tree, after: tree, requestsBefore: 1_000, requestsAfter: 1_000, frame });
    } catch (error) {
      if (!(error instanceof VerifyInputError)) {
        throw error;
      }
    }
  }
}

/**
 * @param index  of the input in its run: which further readers it goes through
 * @throws whatever is not a clear refusal: that is what the fuzz looks for
 */
export function tryInput(bytes: Uint8Array, index: number): Outcome {
  let tree: CallTree;
  try {
    tree = decodeProfile(bytes);
  } catch (error) {
    if (!(error instanceof ProfileFormatError)) {
      throw error;
    }
    if (!CLEAR.test(error.message) || error.message.length > LONGEST_MESSAGE) {
      throw new Error(`no clear message: ${error.message.slice(0, LONGEST_MESSAGE)}`, { cause: error });
    }
    return 'refused';
  }
  useTree(tree, index);
  return 'analysed';
}
