/** Kinds of work and kinds of edit in words: what the time goes into, and what to do about it. */
import type { Category, FixFamily, Row } from './model';

const CATEGORY: Readonly<Record<Category, string>> = {
  cpu: 'Own code',
  alloc: 'Allocation',
  gc: 'Garbage collection',
  lock: 'Locks',
  sched: 'Scheduler',
  syscall: 'System calls',
  memcopy: 'Copying memory',
  map: 'Maps',
  hash: 'Hashing',
  memory: 'Kernel memory',
  reflection: 'Reflection',
  regexp: 'Regular expressions',
  serialisation: 'Encoding and decoding',
  crypto: 'Cryptography',
  compression: 'Compression',
  logging: 'Logging',
  io: 'I/O',
  remote: 'Calls to other services',
  jit: 'Compiler and class loading',
  deopt: 'Deoptimisation',
  runtime: 'Language runtime',
  idle: 'Idle',
  unresolved: 'No name',
};
/** A kind of work as a reader meets it: `Encoding and decoding`. */
export const categoryText = (category: Category): string => CATEGORY[category];

interface FamilyText {
  readonly title: string;
  readonly text: string;
}
const FAMILY: Readonly<Record<FixFamily, FamilyText>> = {
  hoist: { title: 'Hoist', text: 'Do it once, outside the loop or the request.' },
  cache: { title: 'Cache', text: 'Keep the result, keyed by the input.' },
  batch: { title: 'Batch', text: 'Collect the calls and make one.' },
  'call-less': { title: 'Call less', text: 'Skip the calls whose result nobody needs.' },
  avoid: { title: 'Avoid', text: 'Reach the same result without this call.' },
  'allocate-less': { title: 'Allocate less', text: 'Reuse or size buffers; keep fewer pointers.' },
  'faster-algorithm': { title: 'Faster algorithm', text: 'Do the same work in fewer steps.' },
  'narrow-work': { title: 'Narrow the work', text: 'Leave out what the result does not use.' },
  'cheaper-library': { title: 'Cheaper library', text: 'A faster implementation of the same format.' },
  setting: { title: 'Setting', text: 'Trade memory for CPU: a larger heap target runs the collector less often.' },
};
/** Sharper words where the kind of work is known: `FixFamily` × `Category`. */
const FAMILY_FOR: Partial<Record<FixFamily, Partial<Record<Category, string>>>> = {
  hoist: {
    regexp: 'Compile each pattern once, outside the request.',
    serialisation: 'Encode or decode once, outside the loop.',
    reflection: 'Look the type up once and keep what was found.',
    crypto: 'Set keys and ciphers up once.',
  },
  cache: {
    regexp: 'Keep compiled patterns, keyed by rule.',
    serialisation: 'Keep the parsed value, keyed by its text or version.',
    remote: 'Keep the answer for as long as it may be old.',
    crypto: 'Resume sessions and keep connections open.',
    hash: 'Keep the hash beside the value.',
  },
  batch: {
    syscall: 'Buffer, and write or read once.',
    io: 'Buffer, and write or read once.',
    remote: 'Ask for all rows in one query, send all items in one call.',
    lock: 'Sum up first, take the lock once.',
    sched: 'Send several items at once over a channel; start fewer goroutines.',
    map: 'Sum up first, update the map once.',
  },
  'call-less': {
    logging: 'Check the level first; sample what repeats.',
    serialisation: 'Encode only what is sent.',
    lock: 'Keep the work out of the lock.',
    remote: 'Ask only where the answer decides something.',
    syscall: 'Keep connections and files open; read the clock less often.',
    compression: 'Compress once, or not what is small.',
    sched: 'Fewer goroutines, threads and timers; no polling.',
  },
  avoid: {
    regexp: 'Use plain string search for literal rules.',
    serialisation: 'Pass the value instead of its text.',
    memcopy: 'Pass a view or a pointer instead of a copy.',
    reflection: 'Generate the code, or write it for the type.',
    deopt: 'Give objects one shape and arguments one type.',
  },
  'allocate-less': {
    map: 'Size maps and slices up front; use cheaper keys.',
    alloc: 'Reuse or size buffers; no boxing; stream instead of building whole.',
    gc: 'Fewer and larger objects, fewer pointers in what stays.',
  },
  'narrow-work': {
    lock: 'Do under the lock only what needs it: compute before, publish after.',
    remote: 'Ask for fewer columns and rows.',
    memory: 'Touch fewer pages: smaller buffers, used again.',
  },
  'faster-algorithm': { map: 'An index or a slice instead of a map where keys are dense.' },
  'cheaper-library': {
    serialisation: 'A generated or streaming codec; it still pays for every call.',
    compression: 'A lower level or a faster codec; it still pays for every call.',
    logging: 'An encoder without reflection; it still pays for every line.',
    crypto: 'A cipher with hardware support.',
  },
};

/** One way to fix in words; what kind of work it is makes the words sharper. */
export function familyText(family: FixFamily, row: Pick<Row, 'category'>): FamilyText {
  const sharper = FAMILY_FOR[family]?.[row.category];
  return sharper === undefined ? FAMILY[family] : { ...FAMILY[family], text: sharper };
}
