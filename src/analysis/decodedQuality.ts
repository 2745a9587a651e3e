/** How much a profile can carry, told without analysing it: for frames that show it as it is. */
import type { CallTree } from '../profiles/callTree';
import type { DataQuality } from './model';
import { PATTERNS } from './patterns';
import { profileKindOf } from './profileKind';
import { recoverSamples } from './quality';

const UNRESOLVED_NAMES = PATTERNS.filter(({ category }) => category === 'unresolved').map(({ pattern }) => pattern);

/**
 * Samples as the analysis counts them, and weight that ends in frames without a name (addresses, unknown modules).
 *
 * Θ(nodes + functions · patterns).
 */
export function decodedQuality(
  tree: CallTree,
  profileTypeId: string | null
): Pick<DataQuality, 'samples' | 'samplesFrom' | 'unknownShare'> {
  const { length, func, self, functions, total, unit, sampleType } = tree;
  const { samples, from } = recoverSamples(tree, profileKindOf(profileTypeId, unit, sampleType));
  const isUnknown = functions.name.map((name) => name === '' || UNRESOLVED_NAMES.some((pattern) => pattern.test(name)));
  let unknown = 0;
  for (let node = 0; node < length; node++) {
    unknown += isUnknown[func[node]] ? self[node] : 0;
  }
  return { samples, samplesFrom: from, unknownShare: total > 0 ? unknown / total : 0 };
}
