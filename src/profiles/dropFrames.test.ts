import { compileFramePattern, createFrameFilter, MAX_MATCHED_LENGTH, searchedLength } from './dropFrames';

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

it('runs the patterns that Go and tcmalloc write', () => {
  const names = [
    'calloc',
    'cfree',
    '(__)?posix_memalign',
    'tcmalloc::.*',
    'tc_new_nothrow',
    '(base::)?Malloc.*',
    '[a-z]+',
  ];
  const long = Array.from({ length: 12 }, () => names.join('|')).join('|');
  expect(compileFramePattern(long)).not.toBeNull();
  expect(compileFramePattern('runtime\\.panic|runtime\\.reflectcall|runtime\\.call[0-9]*')).not.toBeNull();
  expect(compileFramePattern('operator\\(\\)[?|(]')?.test('operator()|')).toBe(true);
});

it.each([
  '(a+)+',
  '(a|aa)*b',
  '(a)\\1',
  '(?=a)b',
  '.*a.*a.*a.*',
  '(',
  'a{1,9}b{1,9}c{1,9}',
  'a?'.repeat(30) + 'a'.repeat(30),
  '(a|a)'.repeat(30) + 'b',
  '.*a.*b|.*c.*d',
])('does not run a pattern that may blow up or is broken: %s', (pattern) => {
  expect(compileFramePattern(pattern)).toBeNull();
});

it('cuts names to the longest that a search ends in', () => {
  // Two free lengths, begun at each place: length³ steps, of which 300 000 are too few.
  expect(searchedLength('a*b*')).toBe(0);
  expect(searchedLength('a')).toBe(MAX_MATCHED_LENGTH);
  // length² × 4 ≤ 300 000
  expect(searchedLength('a*b?c?')).toBe(273);
  expect(searchedLength('(a+)+')).toBe(0);
});

it('reads a long pattern a few times, not once for each length', () => {
  const read = jest.spyOn(String.prototype, 'matchAll');
  searchedLength('(a+)+');
  expect(read).toHaveBeenCalledTimes(1);
  searchedLength('a*b?c?');
  expect(read.mock.calls.length).toBeLessThan(15);
  read.mockRestore();
});
