/** Profiles whose numbers are compared with pprof's own, and the functions whose callers and callees are. */
export interface Golden {
  /** path from the root of the repository */
  readonly profile: string;
  /** unit as pprof's `-unit` takes it, so that it prints every digit */
  readonly unit: 'ns' | 'B' | 'count';
  /** `-sample_index`; absent = pprof's own default */
  readonly sampleType?: string;
  /** exact names of functions to print with `-peek` */
  readonly peek?: readonly string[];
}

const bench = (name: string, rest: Omit<Golden, 'profile' | 'unit'> & { unit?: Golden['unit'] } = {}): Golden => ({
  unit: 'ns',
  ...rest,
  profile: `tests/fixtures/fixbench/${name}.pb.gz`,
});
const recorded = (name: string, rest: Omit<Golden, 'profile'>): Golden => ({
  ...rest,
  profile: `demo/dataset/profiles/${name}.pb.gz`,
});

export const goldens: readonly Golden[] = [
  bench('account-login/base'),
  bench('audit-sink/base', { peek: ['runtime.mallocgc'] }),
  bench('billing-rules/base', { peek: ['example.com/billing/rules.Tax', 'time.Date'] }),
  bench('feed-render/base', { peek: ['runtime.mallocgc', 'example.com/feed/render.(*Card).Row'] }),
  bench('feed-render/alloc', { unit: 'B' }),
  bench('feed-render/alloc', { unit: 'count', sampleType: 'alloc_objects' }),
  bench('fleet-cells/base'),
  bench('hotel-log/base'),
  bench('hotel-log/thin'),
  bench('intake-validate/base'),
  bench('node-catalog-clone/base'),
  bench('pair-lazy/before'),
  bench('pair-memo/before'),
  bench('pair-prefetch/before'),
  bench('search-fuzzy/base'),
  bench('stats-registry/base'),
  bench('tickets-flat/base'),
  bench('vault-unpack/base'),
  // one sample of this push has no stack at all
  recorded('checkout-cpu-001', { unit: 'ns' }),
  recorded('checkout-cpu-003', { unit: 'ns', peek: ['runtime.mallocgc', 'regexp.compile', 'runtime.scanObject'] }),
  recorded('checkout-memory-003', { unit: 'B' }),
  recorded('checkout-mutex-003', { unit: 'ns' }),
  recorded('checkout-block-003', { unit: 'ns' }),
  recorded('checkout-goroutines-003', { unit: 'count' }),
  recorded('catalog-wall-003', { unit: 'ns', peek: ['./lib/handlers.js:loadShard:7'] }),
  recorded('catalog-wall-003', { unit: 'ns', sampleType: 'wall' }),
  recorded('catalog-memory-003', { unit: 'B' }),
];

/** File name of a golden, without its ending. */
export function goldenName({ profile, sampleType }: Golden): string {
  const parts = profile
    .replace(/\.pb\.gz$/, '')
    .split('/')
    .slice(-2);
  const stem = parts[0] === 'profiles' ? parts[1] : parts.join('.');
  return sampleType === undefined ? stem : `${stem}.${sampleType}`;
}
