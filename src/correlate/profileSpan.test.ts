import { findProfileSpan, type TraceSpan } from './profileSpan';

/** `id < parent [service] {profile id} duration ms` of one span a line; the rest in defaults. */
function spans(drawn: string): TraceSpan[] {
  return drawn
    .trim()
    .split('\n')
    .map((line) => {
      const match = /^(\w+)(?: < (\w+))? \[(\w+)\](?: \{(\w+)\})?(?: (\d+) ms)?$/.exec(line.trim());
      if (match === null) {
        throw new Error(`not a span: ${line}`);
      }
      const [, spanId, parentSpanId = null, service, profileId = null, duration = '10'] = match;
      return { spanId, parentSpanId, service, name: spanId, startMs: 0, durationMs: Number(duration), profileId };
    });
}

const shop = spans(`
  root [gateway] {root} 900 ms
  serve < root [checkout] {serve} 800 ms
  price < serve [checkout]
  rules < price [checkout]
  query < rules [database]
`);

const ask = (
  of: readonly TraceSpan[],
  spanId: string | null,
  service: string | null = 'checkout',
  valueSeconds: number | null = null
) => {
  const answer = findProfileSpan(of, { spanId, service, valueSeconds });
  return answer.kind === 'found' ? answer.profileId : answer;
};

describe('findProfileSpan', () => {
  it('takes the named span when it is profiled', () => {
    expect(ask(shop, 'serve')).toBe('serve');
  });
  it('climbs to the nearest profiled span of the service', () => {
    expect(ask(shop, 'rules')).toBe('serve');
  });
  it('does not climb into another service', () => {
    const remote = spans(`
      root [gateway] {root}
      serve < root [checkout]
    `);
    expect(ask(remote, 'serve')).toEqual({ kind: 'other-service', services: ['gateway'] });
  });
  it('prefers the nearest of several profiled spans (every span profiled)', () => {
    expect(ask(spans('a [checkout] {a}\nb < a [checkout] {b}\nc < b [checkout]'), 'c')).toBe('b');
  });
  it('takes the duration closest to the observed one when only the trace is named', () => {
    const retries = spans(`
      one [checkout] {one} 100 ms
      two [checkout] {two} 1840 ms
      three [checkout] {three} 900 ms
    `);
    expect(ask(retries, null, 'checkout', 1.86)).toBe('two');
  });
  it('takes the longest when not even the duration is known', () => {
    expect(ask(shop, null, null)).toBe('root');
  });
  it('falls back to the service when the named span belongs to another one', () => {
    expect(ask(shop, 'query')).toBe('serve');
  });
  it('tells "not profiled" from "another service"', () => {
    expect(ask(spans('a [checkout]\nb < a [checkout]'), 'b')).toEqual({ kind: 'not-profiled' });
    expect(ask(shop, 'query', 'database')).toEqual({ kind: 'other-service', services: ['checkout', 'gateway'] });
    expect(ask([], 'a')).toEqual({ kind: 'no-spans' });
  });
  it('survives a cycle of parents', () => {
    expect(ask(spans('a < b [checkout]\nb < a [checkout]'), 'a')).toEqual({ kind: 'not-profiled' });
  });
});
