import fc from 'fast-check';
import { AnswerCache } from './answerCache';

it('drops what was not used for longest when its bytes are spent', () => {
  const cache = new AnswerCache(40);
  cache.set('a', 1, 10);
  cache.set('b', 2, 10);
  cache.set('c', 3, 10);
  cache.set('d', 4, 10);
  expect(cache.get('a')?.value).toBe(1);
  cache.set('e', 5, 10);
  expect(['a', 'b', 'c', 'd', 'e'].map((key) => cache.get(key)?.value)).toEqual([1, undefined, 3, 4, 5]);
  expect(cache.bytes).toBe(40);
});

it('does not keep what would push out everything else', () => {
  const cache = new AnswerCache(40);
  cache.set('small', 1, 10);
  cache.set('large', 2, 11);
  expect(cache.get('large')).toBeNull();
  expect(cache.get('small')?.value).toBe(1);
});

it('forgets the older answer of a key, also where the newer one is too large', () => {
  const cache = new AnswerCache(40);
  cache.set('a', 'older', 10);
  cache.set('a', 'newer', 4);
  expect([cache.get('a')?.value, cache.bytes]).toEqual(['newer', 4]);
  cache.set('a', 'large', 30);
  expect([cache.get('a'), cache.bytes]).toEqual([null, 0]);
});

it('tells an answer that is null from none', () => {
  const cache = new AnswerCache(40);
  cache.set('a', null, 1);
  expect(cache.get('a')).toMatchObject({ value: null });
  expect(cache.get('b')).toBeNull();
});

it('never holds more than its bytes, and counts what it holds', () => {
  const steps = fc.array(fc.record({ key: fc.integer({ min: 0, max: 9 }), bytes: fc.integer({ min: 0, max: 60 }) }));
  fc.assert(
    fc.property(steps, (sets) => {
      const cache = new AnswerCache(100);
      const sizes = new Map<string, number>();
      for (const { key, bytes } of sets) {
        cache.set(String(key), bytes, bytes);
        sizes.set(String(key), bytes);
        const held = [...sizes].filter(([name]) => cache.get(name)).reduce((sum, [, size]) => sum + size, 0);
        expect(cache.bytes).toBe(held);
        expect(held).toBeLessThanOrEqual(100);
      }
    })
  );
});
