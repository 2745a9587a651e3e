import type { CallTree } from '../../profiles/callTree';

/** The name under which Pyroscope collects what its node limit cuts off. A function so called can't be told from it. */
export const CUT_OFF = 'other';

/** @returns the number of the function that stands for those cut off; -1 where nothing was */
export function cutOffFunction({ name, file }: CallTree['functions']): number {
  return name.findIndex((text, f) => text === CUT_OFF && file[f] === '');
}

/** Weight of the nodes that stand for cut-off functions, as share of the profile (0..1). */
export function hiddenShareOf({ length, func, self, functions, total }: CallTree): number {
  const cutOff = cutOffFunction(functions);
  if (cutOff < 0) {
    return 0;
  }
  let hidden = 0;
  for (let node = 0; node < length; node++) {
    hidden += func[node] === cutOff ? self[node] : 0;
  }
  return total > 0 ? hidden / total : 0;
}
