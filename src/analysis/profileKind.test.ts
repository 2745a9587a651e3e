import { profileKindOf } from './profileKind';

it.each([
  ['process_cpu:cpu:nanoseconds:cpu:nanoseconds', 'nanoseconds', 'cpu', 'cpu'],
  ['process_cpu:samples:count:cpu:nanoseconds', 'count', 'samples', 'cpu'],
  ['wall:wall:nanoseconds:wall:nanoseconds', 'nanoseconds', 'wall', 'wall'],
  ['wall:cpu:nanoseconds:wall:nanoseconds', 'nanoseconds', 'cpu', 'cpu'],
  ['wall:samples:count:wall:nanoseconds', 'count', 'samples', 'wall'],
  ['memory:alloc_space:bytes:space:bytes', 'bytes', 'alloc_space', 'alloc'],
  ['memory:alloc_in_new_tlab_bytes:bytes:space:bytes', 'bytes', 'alloc_in_new_tlab_bytes', 'alloc'],
  ['memory:inuse_space:bytes:inuse_space:bytes', 'bytes', 'inuse_space', 'inuse'],
  ['mutex:delay:nanoseconds:contentions:count', 'nanoseconds', 'delay', 'mutex'],
  ['block:contentions:count:contentions:count', 'count', 'contentions', 'block'],
  ['lock:duration:nanoseconds:lock:nanoseconds', 'nanoseconds', 'duration', 'block'], // Java: the waiting thread
  [null, 'nanoseconds', 'lock-time', 'block'], // .NET: the waiting thread
  [null, 'count', 'inuse_objects', 'inuse'],
  [null, 'count', 'alloc_objects', 'alloc'],
  ['goroutines:goroutine:count:goroutine:count', 'count', 'goroutine', 'goroutine'],
  [null, 'nanoseconds', 'cpu', 'cpu'],
  [null, 'nanoseconds', 'wall', 'wall'],
  [null, 'bytes', 'alloc_space', 'alloc'],
  [null, 'bytes', 'inuse_space', 'inuse'],
  [null, 'nanoseconds', '', 'cpu'],
  [null, 'bytes', '', 'alloc'],
  [null, 'count', 'exceptions', 'other'],
])('tells the kind of %p (%s, %s): %s', (typeId, unit, sampleType, kind) => {
  expect(profileKindOf(typeId, unit, sampleType)).toBe(kind);
});
