import type { FixLayer, Verdict } from './model';
import { ruleOf, SITE_RULES } from './rules';
import type { SiteFacts } from './siteFacts';
import { plainSite } from './testing/plainSite';
import { defaultThresholds } from './thresholds';

const plain = plainSite();
const library = { group: 7, ownPart: 0.1, groupPart: 0.9, groupDominance: 0.9 };

const says = (site: Partial<SiteFacts>): string => {
  const { id, layer, verdict } = ruleOf({ ...plain, ...site }, defaultThresholds);
  return `${id}: ${layer ?? verdict}`;
};

it.each<[string, Partial<SiteFacts>, Partial<SiteFacts>]>([
  ['lock-scope', { kind: 'mutex' }, { kind: 'cpu' }],
  ['waiter', { kind: 'block' }, { kind: 'wall' }],
  ['waiter', { kind: 'goroutine' }, { kind: 'mutex' }],
  [
    'nameless',
    { ...library, groupUnresolved: true, groupPart: 0.5 },
    { ...library, groupUnresolved: true, groupPart: 0.499 },
  ],
  [
    'lock-unseen',
    { ...library, groupCategory: 'lock', groupPart: 0.5 },
    { ...library, groupCategory: 'lock', groupPart: 0.499 },
  ],
  ['lock-unseen', { ...library, groupCategory: 'lock' }, { ...library, groupCategory: 'lock', kind: 'alloc' }],
  [
    'inherent',
    { ...library, groupInherent: true, groupPart: 0.5 },
    { ...library, groupInherent: true, groupPart: 0.499 },
  ],
  ['own-allocations', { allocationPart: 0.5 }, { allocationPart: 0.499 }],
  ['own-allocations', { allocationPart: 0.9, ownPart: 0.4 }, { allocationPart: 0.9, ownPart: 0.399 }],
  [
    'own-allocations',
    { allocationPart: 0.9, ownPart: 0.45, groupPart: 0.45 },
    { allocationPart: 0.9, ownPart: 0.45, groupPart: 0.46 },
  ],
  ['dispatched', { dispatcher: 3 }, { dispatcher: -1 }],
  ['hidden-builtin', { hiddenBuiltin: true }, { hiddenBuiltin: false }],
  ['locked-helper', { lockPart: 0.05 }, { lockPart: 0.049 }],
  ['locked-helper', { lockPart: 0.1, topCallerPart: 0.5 }, { lockPart: 0.1, topCallerPart: 0.499 }],
  ['locked-helper', { lockPart: 0.1 }, { lockPart: 0.1, topCallerStarts: true }],
  ['locked-helper', { lockPart: 0.1 }, { lockPart: 0.1, shared: true }],
  ['library-leaf', { ...library, groupPart: 0.5 }, { ...library, groupPart: 0.499 }],
  ['library-leaf', { ...library, groupDominance: 0.5 }, { ...library, groupDominance: 0.499 }],
  ['shared-leaf', { shared: true }, { shared: false }],
  ['shared-leaf', { shared: true, ownPart: 0.4 }, { shared: true, ownPart: 0.399 }],
  ['own-work', { selfPart: 0.5 }, { selfPart: 0.499 }],
  ['own-part', { selfPart: 0.1, ownPart: 0.4 }, { selfPart: 0.1, ownPart: 0.399 }],
  [
    'few-callers',
    { ...library, groupDominance: 0.4, groupCallers: 3.9 },
    { ...library, groupDominance: 0.4, groupCallers: 4 },
  ],
  [
    'few-callers',
    { ...library, groupDominance: 0.4, share: 0.12, groupPart: 0.9 },
    { ...library, groupDominance: 0.4, share: 0.11, groupPart: 0.9 },
  ],
  [
    'spread-call',
    { ...library, groupDominance: 0.2, groupCallers: 9, groupPart: 0.5 },
    { ...library, groupDominance: 0.2, groupCallers: 9, groupPart: 0.499 },
  ],
  ['several-calls', { ownPart: 0.39, groupPart: 0.3 }, { ownPart: 0.4, groupPart: 0.3 }],
  ['lock-unseen', { lockPart: 0.5, ownPart: 0.9 }, { lockPart: 0.499, ownPart: 0.9 }],
])('%s holds on one side of its threshold and not on the other', (id, holds, fails) => {
  expect(ruleOf({ ...plain, ...holds }, defaultThresholds).id).toBe(id);
  expect(ruleOf({ ...plain, ...fails }, defaultThresholds).id).not.toBe(id);
});

it('tries inherent cost before the caller, and allocations before the dispatcher', () => {
  expect(says({ ...library, groupInherent: true })).toBe('inherent: no-action');
  expect(says({ allocationPart: 0.9, dispatcher: 3 })).toBe('own-allocations: inside');
});

it('always ends in a rule, with a layer exactly where it says fix', () => {
  expect(SITE_RULES[SITE_RULES.length - 1].test(plain, defaultThresholds)).toBe(true);
  const bad = SITE_RULES.filter(
    ({ verdict, layer }: { verdict: Verdict; layer: FixLayer | null }) => (verdict === 'fix') !== (layer !== null)
  );
  expect(bad.map(({ id }) => id)).toEqual([]);
});
