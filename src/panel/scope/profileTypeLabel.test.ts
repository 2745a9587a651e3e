import { profileTypeLabel } from './profileTypeLabel';

it.each([
  ['process_cpu:cpu:nanoseconds:cpu:nanoseconds', 'CPU time'],
  ['memory:alloc_space:bytes:space:bytes', 'Allocated bytes'],
  ['wall:wall:nanoseconds:cpu:nanoseconds', 'Wall time'],
  ['mutex:delay:nanoseconds:contentions:count', 'Mutex delay'],
  ['mine', 'mine'],
])('%s reads %s', (profileTypeId, label) => {
  expect(profileTypeLabel(profileTypeId)).toBe(label);
});
