/** What a profile's weight is called in a sentence: "costs 3 ms more CPU each", "its lock waiting". */
import type { ProfileKind } from '../../analysis/model';

const names: Record<ProfileKind, string> = {
  cpu: 'CPU',
  wall: 'wall time',
  alloc: 'allocation',
  inuse: 'memory in use',
  mutex: 'lock waiting',
  block: 'blocking',
  goroutine: 'goroutines',
  other: 'weight',
};

export const costName = (kind: ProfileKind): string => names[kind];

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** For figures that the stores give, beside a table whose stacks are filtered. */
export const UNFILTERED = 'Of the whole profile: hidden stacks count here.';
