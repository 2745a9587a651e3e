/** Which other profile type would say more about a row, and which of a store's types that is. */
import { profileKindOf } from '../../analysis/profileKind';
import type { Language, ProfileKind, Row } from '../../analysis/model';

/** What a row's verdict or its reasons miss; null where nothing else would say more. */
export function missingEvidence(row: Pick<Row, 'need' | 'ledger' | 'reasons'>, language: Language): ProfileKind | null {
  const kind = missingKind(row);
  if (kind === null || canTake(language, kind)) {
    return kind;
  }
  const standIn = STAND_IN[kind];
  return standIn !== undefined && canTake(language, standIn) ? standIn : kind;
}

function missingKind({ need, ledger, reasons }: Pick<Row, 'need' | 'ledger' | 'reasons'>): ProfileKind | null {
  if (need?.kind === 'profile-type') {
    return need.profileKind;
  }
  if (ledger !== null && ledger.basis !== 'alloc-profile') {
    return 'alloc';
  }
  const unseen = reasons.find((reason) => reason.kind === 'cannot-see-waiting');
  return unseen === undefined ? null : unseen.of === 'lock' ? 'mutex' : 'wall';
}

/** Profiles that no profiler of the language takes: Go's runtime has no wall clock, .NET's locks charge the waiter. */
const NOT_TAKEN: Partial<Record<Language, readonly ProfileKind[]>> = {
  go: ['wall'],
  dotnet: ['mutex'],
  node: ['mutex', 'block'],
  python: ['mutex', 'block'],
  ruby: ['mutex', 'block'],
};

/** Whether it helps to look for the switch in the service's profiler. */
export const canTake = (language: Language, kind: ProfileKind): boolean => !NOT_TAKEN[language]?.includes(kind);

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
