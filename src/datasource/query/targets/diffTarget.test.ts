import { type DataFrame, type DataQueryRequest } from '@grafana/data';
import { of } from 'rxjs';
import { jsonReply, replyOf, type Reply } from '../../testing/fakeBackend';
import { readRecording } from '../../testing/recordings';
import { rangeOf, runtime, setup } from '../../testing/setup';
import type { PyroscopeQuery } from '../../types';

/** Asks of the linked datasource, and what it answers: requests per second by the start of the window. */
const prometheus = { asked: [] as DataQueryRequest[], rateAt: (_fromMs: number) => 46, isThere: true };

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
  getDataSourceSrv: () => ({
    get: async () => {
      if (!prometheus.isThere) {
        throw new Error('not found');
      }
      return {
        query: (request: DataQueryRequest) => {
          prometheus.asked.push(request);
          const rate = prometheus.rateAt(request.range.from.valueOf());
          return of({
            data: [
              {
                refId: 'requests',
                fields: [{ name: 'Value', type: 'number', values: [rate, null, rate], config: {} }],
              },
            ],
            state: 'Done',
          });
        },
      };
    },
  }),
}));

const BEFORE = { fromMs: 1795385770158, toMs: 1795386222150 };
const AFTER = { fromMs: 1795386312150, toMs: 1795386796166 };
const EMPTY = { flamegraph: { names: ['total'], levels: [{ values: ['0', '0', '0', '0'] }] } };
const baseline = { from: String(BEFORE.fromMs), to: String(BEFORE.toMs) };

/** The recorded server without pprof: the two windows as flame graphs, of which it also gave its own comparison. */
function recordedServer(): (request: { data?: unknown; responseType?: string }) => Reply {
  const before = replyOf(readRecording('pyroscope/012-flamegraph-before'));
  const after = replyOf(readRecording('pyroscope/013-flamegraph-after'));
  return ({ data }) => {
    if (typeof data !== 'string') {
      return { status: 501, body: '' };
    }
    const { start } = JSON.parse(data) as { start: number };
    return start === BEFORE.fromMs ? before : start === AFTER.fromMs ? after : jsonReply(EMPTY);
  };
}

async function diff(target: Partial<PyroscopeQuery>, prometheusUid: string | undefined = undefined) {
  const { run, backend } = setup({ replies: recordedServer(), jsonData: { prometheusUid } });
  const range = rangeOf(AFTER.fromMs, AFTER.toMs);
  const { data, errors } = await run([{ queryType: 'diff', ...target }], { range });
  const frames = data as DataFrame[];
  return { frames, errors, backend };
}

const column = (frame: DataFrame, name: string) =>
  (frame.fields.find((field) => field.name === name)?.values ?? []) as unknown[];

function rowsOf(frame: DataFrame) {
  return Array.from({ length: frame.length }, (_, row) =>
    Object.fromEntries(frame.fields.map(({ name, values }) => [name, values[row] as unknown]))
  );
}

/** name → weights left and right of its outermost nodes, in our frame. */
function weightsByPath(frame: DataFrame) {
  const text = frame.fields.find(({ name }) => name === 'label')?.config.type?.enum?.text ?? [];
  const path: string[] = [];
  const weights = new Map<string, [number, number]>();
  column(frame, 'level').forEach((level, row) => {
    path.length = level as number;
    path.push(text[column(frame, 'label')[row] as number]);
    weights.set(path.join('\n'), [column(frame, 'value')[row] as number, column(frame, 'valueRight')[row] as number]);
  });
  return weights;
}

/** The server's own comparison: 7 numbers a node, offsets as differences. Nodes by path. */
function serverWeights(): Map<string, [number, number]> {
  const { flamegraph } = JSON.parse(readRecording('pyroscope/051-diff-before-after').response.body ?? '{}') as {
    flamegraph: { names: string[]; levels: Array<{ values: string[] }> };
  };
  const weights = new Map<string, [number, number]>();
  let above: Array<{ left: number; right: number; leftEnd: number; rightEnd: number; path: string }> = [];
  for (const { values } of flamegraph.levels) {
    const level: typeof above = [];
    let [left, right] = [0, 0];
    for (let i = 0; i < values.length; i += 7) {
      const [xLeft, totalLeft, , xRight, totalRight, , name] = values.slice(i, i + 7).map(Number);
      left += xLeft;
      right += xRight;
      const node = { left, right, leftEnd: left + totalLeft, rightEnd: right + totalRight };
      const parent = above.find(
        (one) =>
          one.left <= node.left &&
          node.leftEnd <= one.leftEnd &&
          one.right <= node.right &&
          node.rightEnd <= one.rightEnd
      );
      const path = parent ? `${parent.path}\n${flamegraph.names[name]}` : flamegraph.names[name];
      weights.set(path, [totalLeft, totalRight]);
      level.push({ ...node, path });
      left += totalLeft;
      right += totalRight;
    }
    above = level;
  }
  return weights;
}

beforeEach(() => {
  prometheus.asked = [];
  prometheus.rateAt = () => 46;
  prometheus.isThere = true;
});

it('has both profiles in the fields that the flame graph panel reads, as the server compares them', async () => {
  const { frames, errors } = await diff({ baseline });
  expect(errors).toBeUndefined();
  expect(frames.map(({ name }) => name)).toEqual(['diff', 'changes']);
  const [tree] = frames;
  expect(tree.meta?.preferredVisualisationType).toBe('flamegraph');
  expect(tree.fields.map(({ name, config }) => [name, config.unit])).toEqual([
    ['level', undefined],
    ['value', 'ns'],
    ['self', 'ns'],
    ['label', undefined],
    ['valueRight', 'ns'],
    ['selfRight', 'ns'],
  ]);
  expect([column(tree, 'value')[0], column(tree, 'valueRight')[0]]).toEqual([345_090_000_000, 284_890_000_000]);

  // The server was asked with another node limit: compared is what is large enough not to be cut.
  const ours = weightsByPath(tree);
  const large = [...serverWeights()].filter(
    ([path, [left]]) => left > 0.02 * 345_090_000_000 && !/(^|\n)other$/.test(path)
  );
  expect(large.length).toBeGreaterThan(40);
  for (const [path, [left, right]] of large) {
    expect([path, ...(ours.get(path) ?? [])]).toEqual([path, left, right]);
  }
});

it('says which function changed, per second of the windows, where no rate is given', async () => {
  const { frames } = await diff({ baseline, show: 'table' });
  expect(frames.map(({ name }) => name)).toEqual(['changes']);
  const rules = rowsOf(frames[0]).find((row) => row.function === 'pricing.ApplyRules');
  // Planted: 16.4 % of 413 s before, 1.3 % of 316 s after.
  expect(rules).toMatchObject({ status: expect.stringMatching(/shrank/i) });
  expect(rules?.change).toBeLessThan(-0.85);
  expect(rules?.changeHigh).toBeLessThan(-0.5);
  expect(frames[0].fields.find(({ name }) => name === 'costBefore')?.config).toMatchObject({ unit: 'cores' });
  const cores = 345.09 / ((BEFORE.toMs - BEFORE.fromMs) / 1000);
  const total = frames[0].meta?.custom?.fixlayer.total.costBefore as number;
  expect(total * 1e-9).toBeCloseTo(cores, 6);
});

it('compares per request where a rate is given: twice the traffic is no rise', async () => {
  prometheus.rateAt = (fromMs) => (fromMs === BEFORE.fromMs ? 46 : 92);
  const target = { baseline, requests: 'sum(rate(requests_total[1m]))', show: 'table' } as const;
  const { frames } = await diff(target, 'prom');
  expect(prometheus.asked.map(({ range }) => [range.from.valueOf(), range.to.valueOf()])).toEqual([
    [BEFORE.fromMs, BEFORE.toMs],
    [AFTER.fromMs, AFTER.toMs],
  ]);
  const { loads, total } = frames[0].meta?.custom?.fixlayer as {
    loads: { before: number; after: number };
    total: { ratio: number };
  };
  expect(loads.before).toBeCloseTo(46 * 451.992, 3);
  expect(total.ratio).toBeCloseTo(284.89 / (92 * 484.016) / (345.09 / (46 * 451.992)), 6);
  const before = frames[0].fields.find(({ name }) => name === 'costBefore');
  expect(before?.config).toMatchObject({ unit: 'ns', displayName: 'Before a request' });
});

it('takes a number for the rate without asking anybody', async () => {
  const { frames } = await diff({ baseline, requests: '46', show: 'table' });
  expect(prometheus.asked).toEqual([]);
  expect(frames[0].meta?.custom?.fixlayer.loads.before).toBeCloseTo(46 * 451.992, 3);
});

it('takes another rate for the other side', async () => {
  const { frames } = await diff({ baseline: { ...baseline, requests: '10' }, requests: '20', show: 'table' });
  const { loads } = frames[0].meta?.custom?.fixlayer as { loads: { before: number; after: number } };
  expect([loads.before, loads.after]).toEqual([10 * 451.992, 20 * 484.016]);
});

it('asks for the other selector, and for an earlier window', async () => {
  const { backend } = await diff({ baseline: { labelSelector: '{version="1.4.0"}', shift: '10m' } });
  const bodies = backend.sent.flatMap(({ data }) =>
    typeof data === 'string' ? [JSON.parse(data) as { labelSelector: string; start: number; end: number }] : []
  );
  expect(bodies.map(({ labelSelector, start, end }) => [labelSelector, start, end])).toEqual(
    expect.arrayContaining([
      ['{version="1.4.0"}', AFTER.fromMs - 600_000, AFTER.toMs - 600_000],
      ['{service_name="checkout"}', AFTER.fromMs, AFTER.toMs],
    ])
  );
});

describe('two versions, one after the other in one window', () => {
  const before = replyOf(readRecording('pyroscope/012-flamegraph-before'));
  const after = replyOf(readRecording('pyroscope/013-flamegraph-after'));
  const seconds = (AFTER.toMs - AFTER.fromMs) / 1000;
  const target = {
    labelSelector: '{version="b"}',
    baseline: { labelSelector: '{version="a"}' },
    show: 'table',
  } as const;

  /** Version a pushes every 15 s in the first quarter of the window, version b in the rest. */
  const pushes = (version: string): Reply => {
    const times = Array.from({ length: Math.floor(seconds / 15) }, (_, i) => AFTER.fromMs + (i + 1) * 15_000);
    const points = times
      .filter((_, i) => i < times.length / 4 === (version === 'a'))
      .map((timestamp) => ({ timestamp: String(timestamp), value: 1e9 }));
    return jsonReply({ series: [{ labels: [], points }] });
  };
  const run = async (part: Partial<PyroscopeQuery> = {}, series: (version: string) => Reply = pushes) => {
    const { run: ask } = setup({
      replies: ({ url, data }) => {
        if (typeof data !== 'string') {
          return { status: 501, body: '' };
        }
        const version = data.includes('version=\\"a\\"') ? 'a' : 'b';
        return url.endsWith('SelectSeries') ? series(version) : version === 'a' ? before : after;
      },
    });
    const { data, errors } = await ask([{ queryType: 'diff', ...target, ...part }], {
      range: rangeOf(AFTER.fromMs, AFTER.toMs),
    });
    return { frame: (data as DataFrame[])[0], errors };
  };

  it('divides each side by the time in which it had profiles, and says so', async () => {
    const { frame, errors } = await run();
    expect(errors).toBeUndefined();
    expect(frame.meta?.custom?.fixlayer.loads).toEqual({ before: 8 * 15, after: 24 * 15 });
    expect(frame.meta?.notices?.[0].text).toMatch(
      /^Per second in which each side had profiles: 120\ss before, 360\ss after/
    );
  });

  it('divides by the window where that time can not be had', async () => {
    const { frame, errors } = await run({}, () => ({ status: 400, body: '{"code":"invalid_argument"}' }));
    expect(errors).toBeUndefined();
    expect(frame.meta?.custom?.fixlayer.loads).toEqual({ before: seconds, after: seconds });
    expect(frame.meta?.notices?.some(({ text }) => text.startsWith('Per second'))).not.toBe(true);
  });

  it('warns where one request rate stands for both', async () => {
    const { frame } = await run({ requests: '46' });
    expect(frame.meta?.notices?.[0]).toMatchObject({
      severity: 'warning',
      text: expect.stringContaining('same requests'),
    });
  });
});

it('shows the one side that there is, and says that nothing can be judged', async () => {
  const { frames, errors } = await diff({ baseline: { shift: '10m' } });
  expect(errors).toBeUndefined();
  expect([column(frames[0], 'value')[0], column(frames[0], 'valueRight')[0]]).toEqual([0, 284_890_000_000]);
  expect(frames[0].meta?.notices?.[0].text).toBe("Changes can't be judged. There is no profile before.");
  expect(frames[1].length).toBe(0);
});

it.each<[Partial<PyroscopeQuery>, string]>([
  [{}, 'Both sides of the comparison are the same.'],
  [{ baseline: { shift: 'soon' } }, 'The shift “soon” is not a time.'],
  [{ baseline: { from: 'now-1h', to: 'now-2h' } }, 'ends before it starts'],
  [{ baseline: { from: 'once', to: 'now' } }, 'From of the time range to compare with, “once”, is not a time.'],
  [{ baseline, requests: 'sum(x)' }, 'No Prometheus datasource is linked.'],
])('names what is wrong: %#', async (target, message) => {
  const { errors } = await diff(target);
  expect(errors?.[0].message).toContain(message);
});

it('names a linked datasource that is gone, and a rate of nothing', async () => {
  prometheus.isThere = false;
  expect((await diff({ baseline, requests: 'sum(x)' }, 'prom')).errors?.[0].message).toContain('is not there');
  prometheus.isThere = true;
  prometheus.rateAt = () => 0;
  expect((await diff({ baseline, requests: 'sum(x)' }, 'prom')).errors?.[0].message).toContain(
    'There were no requests.'
  );
});
