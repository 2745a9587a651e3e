import type { CallTree } from '../../profiles/callTree';

/** The name under which Pyroscope collects what its node limit cuts off. A function of that name can't be told from it. */
export const CUT_OFF = 'other';

/** Weight of the nodes that stand for cut-off functions, as share of the profile (0..1). */
export function hiddenShareOf({ length, func, self, functions, total }: CallTree): number {
  let hidden = 0;
  for (let node = 0; node < length; node++) {
    if (functions.name[func[node]] === CUT_OFF && functions.file[func[node]] === '') {
      hidden += self[node];
    }
  }
  return total > 0 ? hidden / total : 0;
}
