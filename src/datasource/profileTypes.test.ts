import { profileTypesOf } from './profileTypes';

const texts = (...ids: string[]) => profileTypesOf(ids).map(({ text }) => text);

it('puts CPU before wall before the rest, and counts of samples last', () => {
  expect(
    texts(
      'process_cpu:samples:count:cpu:nanoseconds',
      'memory:alloc_space:bytes:space:bytes',
      'wall:wall:nanoseconds:wall:nanoseconds',
      'process_cpu:cpu:nanoseconds:cpu:nanoseconds'
    )
  ).toEqual(['process_cpu - cpu', 'wall - wall', 'memory - alloc_space', 'process_cpu - samples']);
});

it('tells apart types of one name, as agents of two languages send them', () => {
  expect(
    texts(
      'memory:inuse_space:bytes:space:bytes',
      'memory:inuse_space:bytes:inuse_space:bytes',
      'memory:inuse_objects:count:space:bytes'
    )
  ).toEqual(['memory - inuse_objects', 'memory - inuse_space (inuse_space)', 'memory - inuse_space (space)']);
});

it('gives the whole id where nothing shorter tells two types apart', () => {
  const ids = ['a:b:count:c:count', 'a:b:bytes:c:count'];
  expect(texts(...ids)).toEqual(['a:b:bytes:c:count', 'a:b:count:c:count']);
});
