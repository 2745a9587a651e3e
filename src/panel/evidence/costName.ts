/** What a profile's weight is called in a sentence: "costs 3 ms more CPU each", "its lock waiting". */
import type { ProfileKind } from '../../analysis/model';
import { t } from '../../shared/ui/i18n/translate';

const names = (): Record<ProfileKind, string> => ({
  cpu: t('evidence.cpu', 'CPU'),
  wall: t('evidence.wall-time', 'wall time'),
  alloc: t('evidence.allocation', 'allocation'),
  inuse: t('evidence.memory-in-use', 'memory in use'),
  mutex: t('evidence.lock-waiting', 'lock waiting'),
  block: t('evidence.blocking', 'blocking'),
  goroutine: t('evidence.goroutines', 'goroutines'),
  other: t('evidence.weight', 'weight'),
});

export const costName = (kind: ProfileKind): string => names()[kind];

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** For figures that the stores give, beside a table whose stacks are filtered. */
export const unfilteredNote = () =>
  t('evidence.of-the-whole-profile-hidden', 'Of the whole profile: hidden stacks count here.');
