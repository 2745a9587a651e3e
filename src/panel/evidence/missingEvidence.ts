/** Which other profile type would say more about a row, and which of a store's types that is. */
import { profileKindOf } from '../../analysis/profileKind';
import type { ProfileKind, Row } from '../../analysis/model';

/** What a row's verdict or its reasons miss; null where nothing else would say more. */
export function missingEvidence({
  need,
  ledger,
  reasons,
}: Pick<Row, 'need' | 'ledger' | 'reasons'>): ProfileKind | null {
  if (need?.kind === 'profile-type') {
    return need.profileKind;
  }
  if (ledger !== null && ledger.basis !== 'alloc-profile') {
    return 'alloc';
  }
  const unseen = reasons.find((reason) => reason.kind === 'cannot-see-waiting');
  return unseen === undefined ? null : unseen.of === 'lock' ? 'mutex' : 'wall';
}

/** What else tells of waiting, where the one that tells most is not there. */
const STAND_IN: Partial<Record<ProfileKind, ProfileKind>> = { wall: 'block', mutex: 'block' };

/** As {@link typeOfKind}, or the next best; `shown` is on screen already and says nothing new as a stand-in. */
export function typeFor(profileTypeIds: readonly string[], kind: ProfileKind, shown: string): string | null {
  const standIn = STAND_IN[kind];
  const others = profileTypeIds.filter((id) => id !== shown);
  return typeOfKind(profileTypeIds, kind) ?? (standIn === undefined ? null : typeOfKind(others, standIn));
}

/** Sample types of one kind, the telling one first: bytes collect, times wait, counts say neither. */
const PREFERRED = ['alloc_space', 'inuse_space', 'delay', 'lock_time', 'lock_duration', 'wall', 'cpu'];

/** The type that measures this kind; null where the store has none. */
export function typeOfKind(profileTypeIds: readonly string[], kind: ProfileKind): string | null {
  const rank = (id: string) => {
    const at = PREFERRED.findIndex((name) => (id.split(':')[1] ?? '').startsWith(name));
    return at < 0 ? PREFERRED.length : at;
  };
  return [...profileTypeIds].filter((id) => kindOfType(id) === kind).sort((a, b) => rank(a) - rank(b))[0] ?? null;
}

export const kindOfType = (id: string): ProfileKind => {
  const [, sampleType = '', unit = ''] = id.split(':');
  return profileKindOf(id, unit, sampleType);
};
