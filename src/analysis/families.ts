/** Which kinds of remedy a verdict offers, best first; the first one's prior predicts the row's saving. */
import type { Category, FixFamily, ProfileKind } from './model';

/** By the kind of work of the library call that a caller should make less of. */
const BY_CATEGORY: Partial<Record<Category, readonly FixFamily[]>> = {
  regexp: ['hoist', 'cache', 'avoid'],
  serialisation: ['call-less', 'cache', 'cheaper-library'],
  logging: ['call-less', 'cheaper-library'],
  syscall: ['batch', 'call-less'],
  io: ['batch', 'call-less'],
  remote: ['batch', 'cache', 'call-less'],
  crypto: ['cache', 'call-less', 'cheaper-library'],
  compression: ['call-less', 'cheaper-library'],
  lock: ['batch', 'call-less'],
  sched: ['batch', 'call-less'],
  map: ['batch', 'narrow-work'],
  hash: ['cache', 'call-less'],
  memcopy: ['avoid', 'call-less'],
  memory: ['call-less', 'narrow-work'],
  reflection: ['hoist', 'cache', 'avoid'],
  alloc: ['allocate-less', 'avoid', 'setting'],
  gc: ['allocate-less', 'avoid', 'setting'],
  jit: ['avoid', 'call-less'],
  deopt: ['avoid', 'call-less'],
};

const BY_ORIGIN: Readonly<Record<string, readonly FixFamily[]>> = {
  'lock-scope': ['narrow-work', 'batch'],
  'own-allocations': ['allocate-less', 'avoid', 'setting'],
  dispatched: ['faster-algorithm', 'narrow-work'],
  'hidden-builtin': ['avoid', 'cache', 'cheaper-library'],
  'locked-helper': ['batch', 'call-less'],
  'shared-leaf': ['faster-algorithm', 'narrow-work'],
  'own-work': ['faster-algorithm', 'narrow-work'],
  'own-part': ['faster-algorithm', 'narrow-work'],
  'several-calls': ['call-less', 'faster-algorithm', 'narrow-work'],
  hourglass: ['call-less', 'batch', 'narrow-work'],
  'fan-out': ['call-less', 'cache', 'batch'],
  'private-helpers': ['faster-algorithm', 'narrow-work'],
  'mutual-recursion': ['faster-algorithm', 'narrow-work'],
};

/**
 * @param origin    rule that judged the site
 * @param category  of the library call it is about
 */
export function familiesOf(origin: string, category: Category, kind: ProfileKind): readonly FixFamily[] {
  if (kind === 'alloc' || kind === 'inuse') {
    // Bytes of a call made once are gone whatever the call is for; a setting changes no bytes.
    const avoided = origin === 'library-leaf' && (category === 'regexp' || category === 'serialisation');
    return avoided ? ['cache', 'allocate-less', 'narrow-work'] : ['allocate-less', 'avoid', 'narrow-work'];
  }
  if (origin === 'inherent' || origin === 'lock-unseen' || origin === 'nameless') {
    return [];
  }
  return BY_ORIGIN[origin] ?? BY_CATEGORY[category] ?? ['hoist', 'cache', 'call-less'];
}
