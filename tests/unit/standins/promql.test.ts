/** What the stand-in of Prometheus evaluates beyond the recorded queries, and what it refuses. */
import fs from 'node:fs';
import path from 'node:path';
import { prepareExpr } from '../../../demo/standins/promql/evaluate';
import { matchesAll, type Labels } from '../../../demo/standins/promql/labels';
import { parsePromql } from '../../../demo/standins/promql/parse';
import type { Samples } from '../../../demo/standins/promql/values';
import { startStandins, type Standins } from '../../../demo/standins/start';
import { readDataset } from '../../../demo/standins/dataset';

jest.setTimeout(60_000);

const ROOT = path.join(__dirname, '..', '..', '..');

/** A series with a sample every 10 s from second 0; null = marked as stale. */
function series(labels: Labels, values: ReadonlyArray<number | null>): Samples {
  return {
    labels,
    timesMs: values.map((_, i) => i * 10_000),
    values: values.map((value) => value ?? NaN),
    stale: values.map((value) => (value === null ? 1 : 0)),
  };
}

const data = [
  series({ __name__: 'm', job: 'a', x: '1' }, [0, 10, 20, 5, 15]),
  series({ __name__: 'm', job: 'b', x: '1' }, [0, 2, 4, 6, 8]),
  series({ __name__: 'gone', job: 'a' }, [1, 1, null]),
  series({ __name__: 'late', job: 'a' }, [7]),
];

/** @returns the value at second 40 as `{labels} value` lines */
function evaluate(query: string, atSeconds = 40): string[] {
  const select = (matchers: Parameters<typeof matchesAll>[1]): Samples[] =>
    data.filter(({ labels }) => matchesAll(labels, matchers));
  const value = prepareExpr(parsePromql(query), select, atSeconds * 1000, atSeconds * 1000)(atSeconds * 1000);
  return value.kind === 'scalar'
    ? [String(value.value)]
    : value.points.map((point) => `${JSON.stringify(point.labels)} ${point.value}`);
}

it('adds a counter reset back and stretches to the window', () => {
  // 10 + 10 + 5 + 10 within 40 s of a window of 40 s
  expect(evaluate('increase(m{job="a"}[40s])')).toEqual(['{"job":"a","x":"1"} 35']);
  expect(evaluate('rate(m{job="b"}[40s])')).toEqual(['{"job":"b","x":"1"} 0.2']);
});

it('has no rate of a single sample', () => {
  expect(evaluate('rate(m[5s])')).toEqual([]);
});

it('drops a series at its stale marker and looks back five minutes otherwise', () => {
  expect(evaluate('gone', 15)).toEqual(['{"__name__":"gone","job":"a"} 1']);
  expect(evaluate('gone', 20)).toEqual([]);
  expect(evaluate('late', 300)).toEqual(['{"__name__":"late","job":"a"} 7']);
  expect(evaluate('late', 301)).toEqual([]);
});

it.each([
  ['sum by (x) (m)', ['{"x":"1"} 23']],
  ['avg without (job) (m)', ['{"x":"1"} 11.5']],
  ['max(m) - min(m)', ['{} 7']],
  ['count(m)', ['{} 2']],
  ['m / on (job) m{job="b"}', ['{"job":"b"} 1']],
  ['m and ignoring (x) late', ['{"__name__":"m","job":"a","x":"1"} 15']],
  ['m{job="b"} or late', ['{"__name__":"m","job":"b","x":"1"} 8', '{"__name__":"late","job":"a"} 7']],
  ['m unless on (job) m{job="a"}', ['{"__name__":"m","job":"b","x":"1"} 8']],
  ['m > 10', ['{"__name__":"m","job":"a","x":"1"} 15']],
  ['m > bool 10', ['{"job":"a","x":"1"} 1', '{"job":"b","x":"1"} 0']],
  ['1 - -2 * 2 ^ 2', ['9']],
  ['clamp_max(m, 10)', ['{"job":"a","x":"1"} 10', '{"job":"b","x":"1"} 8']],
  ['vector(3) * 2', ['{} 6']],
])('%s', (query, expected) => {
  expect(evaluate(query)).toEqual(expected);
});

it.each([
  ['topk(2, m)', 'does not evaluate aggregation topk'],
  ['quantile_over_time(0.5, m[1m])', 'does not evaluate function quantile_over_time()'],
  ['m[1m:10s]', 'does not evaluate SubqueryExpr'],
  ['m * on (job) group_left late', 'does not evaluate group_left'],
  ['rate(m)', 'expected type range vector in call to function "rate"'],
  ['m{job=~"("}', 'error parsing regexp'],
  ['m + on (x) m', 'many-to-many matching not allowed'],
  ['sum(m', 'unclosed left parenthesis'],
])('refuses %s in words', (query, words) => {
  expect(() => evaluate(query)).toThrow(words);
});

describe('the shipped dashboards', () => {
  const { times } = readDataset(path.join(ROOT, 'demo', 'dataset'));
  const folder = path.join(ROOT, 'src', 'dashboards');
  const expressions = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) =>
      [...fs.readFileSync(path.join(folder, file), 'utf8').matchAll(/"expr": ("(?:[^"\\]|\\.)*")/g)].map(
        ([, text]) => JSON.parse(text!) as string
      )
    );
  let standins: Standins;
  beforeAll(async () => {
    standins = await startStandins({ dataset: path.join(ROOT, 'demo', 'dataset'), recordedTime: true });
  });
  afterAll(() => standins.close());

  it.each([...new Set(expressions)])('%s', async (expr) => {
    const query = expr
      .replaceAll(/\$(__rate_interval|\{__rate_interval\})/g, '30s')
      .replaceAll('$__range', '540s')
      .replaceAll(/\$service|\$\{service[^}]*\}/g, 'checkout')
      .replaceAll(/\$route|\$\{route[^}]*\}/g, '/checkout');
    expect(query).not.toContain('$');
    const params = new URLSearchParams({
      query,
      start: String(times.window.startMs / 1000 + 60),
      end: String(times.deployMs / 1000 - 10),
      step: '15',
    });
    const response = await fetch(`${standins.prometheus}/api/v1/query_range?${params.toString()}`);
    const answer = (await response.json()) as { status: string; data: { result: Array<{ values: unknown[] }> } };
    expect(answer.status).toBe('success');
    expect(answer.data.result.length).toBeGreaterThan(0);
    expect(answer.data.result[0]!.values.length).toBeGreaterThan(25);
  });
});
