import { compileFramePattern, createFrameFilter } from './dropFrames';

it('matches whole names, without argument lists', () => {
  const drops = createFrameFilter('malloc|tcmalloc::.*|(base::)?Unlock.*', '');
  expect(
    ['malloc', 'tcmalloc::Alloc(int)', 'base::Unlock', 'my_malloc', 'malloc2'].map((name) => drops?.(name))
  ).toEqual([true, true, true, false, false]);
});

it('keeps what keep_frames names', () => {
  const drops = createFrameFilter('runtime\\..*', 'runtime\\.panic');
  expect(['runtime.mallocgc', 'runtime.panic'].map((name) => drops?.(name))).toEqual([true, false]);
});

it('does nothing where the profile drops nothing', () => {
  expect(createFrameFilter('', 'x')).toBeNull();
});

it.each(['(a+)+', '(a|aa)*b', '(a)\\1', '(?=a)b', '.*a.*a.*a.*', '(', 'a{1,9}b{1,9}c{1,9}'])(
  'does not run a pattern that may blow up or is broken: %s',
  (pattern) => {
    expect(compileFramePattern(pattern)).toBeNull();
  }
);
