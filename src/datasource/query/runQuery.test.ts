import { FieldType, LoadingState, type DataFrame } from '@grafana/data';
import { jsonReply, replyOf, type Reply } from '../testing/fakeBackend';
import { readRecording } from '../testing/recordings';
import { CPU, PROXY_URL, rangeOf, requestOf, runtime, setup } from '../testing/setup';

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

const SPAN = 'bc9d715f1d57ebee';
const UUID = '2fc9752a-696c-4eae-9a74-a79180844beb';
const pprof = replyOf(readRecording('pyroscope/020-pprof-proto'));
const empty = replyOf(readRecording('pyroscope/016-flamegraph-empty'));
const spanFlamegraph = replyOf(readRecording('pyroscope/029-span-profile'));
/** What a server before 2.2 makes of a pprof request: the flame graph of the whole service. */
const olderAnswer: Reply = {
  status: 200,
  body: Uint8Array.of(0x0a, 0x02, 0x0a, 0x00),
  headers: { 'content-type': 'application/proto' },
};
const emptyPprof: Reply = { status: 200, body: Uint8Array.of(0x2a, 0x02, 0x0a, 0x00) };

const field = (frame: DataFrame, name: string) => frame.fields.find((candidate) => candidate.name === name);
const total = (frame: DataFrame) => field(frame, 'value')?.values[0] as number;

describe('a whole profile', () => {
  it('is asked as pprof through the proxy, and answered as a flame graph frame with files and lines', async () => {
    const { run, backend } = setup({ replies: [pprof] });
    const { data, state, errors } = await run([{}]);

    expect(backend.sent).toHaveLength(1);
    const [sent] = backend.sent;
    expect(sent).toMatchObject({
      url: `${PROXY_URL}/querier.v1.QuerierService/SelectMergeStacktraces`,
      method: 'POST',
      headers: { 'Content-Type': 'application/proto' },
      responseType: 'arraybuffer',
      showErrorAlert: false,
    });
    expect(Buffer.from(await backend.bytes(0)).toString('base64')).toBe(
      readRecording('pyroscope/020-pprof-proto').request.bodyBase64
    );

    expect([state, errors]).toEqual([LoadingState.Done, undefined]);
    const frame = data[0] as DataFrame;
    expect(frame).toMatchObject({ name: 'response', refId: 'A', meta: { preferredVisualisationType: 'flamegraph' } });
    expect(frame.fields.map(({ name, type, config }) => [name, type, config.unit])).toEqual([
      ['level', FieldType.number, undefined],
      ['value', FieldType.number, 'ns'],
      ['self', FieldType.number, 'ns'],
      ['label', FieldType.enum, undefined],
      ['file', FieldType.enum, undefined],
      ['line', FieldType.number, undefined],
    ]);
    expect(frame.fields.every(({ values }) => Array.isArray(values) && values.length === frame.length)).toBe(true);
    expect(frame.meta?.custom?.fixlayer).toEqual({
      version: 1,
      profileTypeId: CPU,
      labelSelector: '{service_name="checkout"}',
      fromMs: 1795385950158,
      toMs: 1795386010158,
      sampleCount: null,
      quantum: null,
      maxNodes: 65536,
      source: 'pprof',
      // 45.64 s in steps of 10 ms
      quality: {
        samples: 4564,
        samplesFrom: 'quantum',
        unknownShare: expect.any(Number),
        hiddenShare: 0,
        instances: null,
        moreInstances: false,
        newestMs: null,
        storage: null,
      },
    });
    expect(field(frame, 'label')?.config.type?.enum?.text?.[0]).toBe('total');
    expect(field(frame, 'file')?.config.type?.enum?.text).toContainEqual(expect.stringMatching(/pricing\/.*\.go$/));
  });

  describe('whose senders are known', () => {
    const from = 1795385950158;
    /** Two pods; the newest push came when a tenth of the window was over. */
    const arrival = jsonReply({
      series: ['a', 'b'].map((value) => ({
        labels: [{ name: 'pod', value }],
        points: [{ timestamp: String(from + 360_000), value: 1 }],
      })),
    });
    const range = rangeOf(from, from + 3_600_000);
    const meta = (frame: DataFrame) => frame.meta?.custom?.fixlayer.quality as Record<string, unknown>;

    it('says how many there are and when the last one sent, on a table at once', async () => {
      const { run, backend } = setup({ replies: [pprof] });
      backend.arrival = arrival;
      const { data } = await run([{ queryType: 'functions' }], { range });
      expect(meta(data[0] as DataFrame)).toMatchObject({ instances: 2, newestMs: from + 360_000 });
      expect((data[0] as DataFrame).meta?.notices?.[0]).toMatchObject({
        severity: 'warning',
        text: expect.stringContaining('54 min before the end of the time range'),
      });
    });

    it('never keeps a profile waiting, nor fails it', async () => {
      const { run, backend } = setup({ replies: [pprof, pprof, pprof] });
      backend.arrival = 'never';
      expect((await run([{}], { range })).state).toBe(LoadingState.Done);
      backend.arrival = { status: 500, body: 'no' };
      expect((await run([{ queryType: 'functions' }], { range })).errors).toBeUndefined();
    });

    it('is not asked for where ids select: series know none', async () => {
      const { run, backend } = setup({ replies: [emptyPprof] });
      await run([{ spanSelector: [SPAN] }], { range });
      expect(backend.asides.filter(({ url }) => url.endsWith('SelectSeries'))).toEqual([]);
    });
  });

  it.each(['pyroscope', 'pyroscope-v1', 'pyroscope-dual'])('has the same total in storage mode %s', async (mode) => {
    const { run } = setup({ replies: [replyOf(readRecording(`${mode}/020-pprof-proto`))] });
    const { data } = await run([{}]);
    expect(total(data[0] as DataFrame)).toBe(45_640_000_000);
  });

  it('survives the JSON of a snapshot', async () => {
    const { run } = setup({ replies: [pprof] });
    const frame = (await run([{}])).data[0] as DataFrame;
    const restored = JSON.parse(JSON.stringify(frame)) as DataFrame;
    expect(restored.fields.map(({ values }) => values)).toEqual(frame.fields.map(({ values }) => values));
  });
});

describe('where nothing matched', () => {
  it.each<[string, Reply[]]>([
    ['as an empty pprof', [emptyPprof]],
    ['as no bytes at all', [{ status: 200, body: new Uint8Array() }]],
    ['as a flame graph with nothing but its root', [olderAnswer, empty]],
    ['as a flame graph without levels', [olderAnswer, jsonReply({ flamegraph: {} })]],
  ])('%s: four empty fields, no error', async (_, replies) => {
    const { run } = setup({ replies });
    const { data, errors } = await run([{}]);
    const frame = data[0] as DataFrame;
    expect(errors).toBeUndefined();
    expect(frame.fields.map(({ name, values }) => [name, values.length])).toEqual([
      ['level', 0],
      ['value', 0],
      ['self', 0],
      ['label', 0],
    ]);
    expect(frame.meta?.custom?.fixlayer).toMatchObject({ sampleCount: 0 });
  });
});

describe('a server without pprof', () => {
  it('is asked for a flame graph, and so from the start the next time', async () => {
    const { run, backend } = setup({ replies: [olderAnswer, spanFlamegraph, spanFlamegraph] });
    const { data } = await run([{}]);
    await run([{}]);
    expect(backend.methods).toEqual(['SelectMergeStacktraces', 'SelectMergeStacktraces', 'SelectMergeStacktraces']);
    expect(backend.json(1)).toEqual({
      profileTypeID: CPU,
      labelSelector: '{service_name="checkout"}',
      start: 1795385950158,
      end: 1795386010158,
      maxNodes: 65536,
    });
    expect(backend.json(2)).toEqual(backend.json(1));
    const frame = data[0] as DataFrame;
    expect(frame.fields.map(({ name }) => name)).toEqual(['level', 'value', 'self', 'label']);
    expect(frame.meta?.custom?.fixlayer.source).toBe('flamegraph');
  });

  it.each([501, 415])(
    'is asked for a flame graph after status %d, and for pprof again the next time',
    async (status) => {
      const { run, backend } = setup({ replies: [{ status, body: '' }, spanFlamegraph, pprof] });
      await run([{}]);
      const { data } = await run([{}]);
      expect(backend.sent[2].responseType).toBe('arraybuffer');
      expect((data[0] as DataFrame).meta?.custom?.fixlayer.source).toBe('pprof');
    }
  );
});

describe('the profile of a call site', () => {
  const query = { stackTraceSelector: ['runtime.main', 'main.main'] };

  it('is sent with the profile, and said in the frame', async () => {
    const { run, backend } = setup({ replies: [pprof, empty] });
    const { data, errors } = await run([query]);
    expect(errors).toBeUndefined();
    expect(Buffer.from(await backend.bytes(0)).toString('latin1')).toMatch(/\n.runtime\.main\n.\n.main\.main$/);
    expect(backend.json(1)).toMatchObject({ stackTraceSelector: { callSite: [expect.anything()] } });
    expect((data[0] as DataFrame).meta?.custom?.fixlayer).toMatchObject(query);
  });

  it('is never the whole service: a server that ignores it is named', async () => {
    const { run } = setup({ replies: [pprof, spanFlamegraph] });
    const { errors } = await run([query]);
    expect(errors?.[0].message).toContain('does not know call sites and would show the whole service');
  });
});

describe('the profile of one request', () => {
  it('is never the one of the whole service: an older server is asked by the span call it knows', async () => {
    const { run, backend } = setup({ replies: [olderAnswer, spanFlamegraph] });
    const { data } = await run([{ spanSelector: [SPAN] }]);
    expect(backend.methods).toEqual(['SelectMergeStacktraces', 'SelectMergeSpanProfile']);
    expect(backend.json(1)).toMatchObject({ spanSelector: [SPAN], profileTypeID: CPU });
    expect(total(data[0] as DataFrame)).toBe(320_000_000);
    expect((data[0] as DataFrame).meta?.custom?.fixlayer.spanSelector).toEqual([SPAN]);
  });

  it('equals the frame of the core datasource, row by row', async () => {
    const { run } = setup({ replies: [olderAnswer, spanFlamegraph] });
    const ours = (await run([{ spanSelector: [SPAN] }])).data[0] as DataFrame;
    const recorded = JSON.parse(readRecording('grafana/002-pyroscope-profile-span').response.body ?? '');
    const core = recorded.results.A.frames[0];
    expect(ours.name).toBe(core.schema.name);
    expect(ours.meta?.preferredVisualisationType).toBe(core.schema.meta.preferredVisualisationType);
    expect(ours.fields.map(({ name, type, config }) => [name, type, config.unit])).toEqual(
      core.schema.fields.map((schema: { name: string; type: string; config?: { unit?: string } }) => [
        schema.name,
        schema.type,
        schema.config?.unit,
      ])
    );
    const coreText: string[] = core.schema.fields[3].config.type.enum.text;
    const ourText = field(ours, 'label')?.config.type?.enum?.text ?? [];
    const [level, value, self, label] = ours.fields.map(({ values }) => values);
    const named = label.map((index: number) => ourText[index]);
    const coreNamed = core.data.values[3].map((index: number) => coreText[index]);
    expect([level, value, self, named]).toEqual([...core.data.values.slice(0, 3), coreNamed]);
  });

  it('is refused by trace id where the server does not know trace ids', async () => {
    const { run } = setup({ replies: [olderAnswer] });
    const { data, errors } = await run([{ traceIdSelector: ['b81b12953caf10ce85e3435cec954f17'] }]);
    expect(data).toEqual([]);
    expect(errors?.[0].message).toContain('does not know trace ids and would show the whole service');
  });

  it('is refused by profile id where an id that cannot exist brings data, as v1 storage does', async () => {
    const { run, backend } = setup({
      replies: ({ responseType }) => (responseType === 'arraybuffer' ? pprof : spanFlamegraph),
    });
    const { data, errors } = await run([{ profileIdSelector: [UUID] }]);
    expect(data).toEqual([]);
    expect(errors?.[0].message).toContain('does not know profile ids');
    const probe = backend.sent.findIndex(({ responseType }) => responseType !== 'arraybuffer');
    expect(backend.json(probe)).toMatchObject({
      profileIdSelector: ['ffffffff-ffff-ffff-ffff-ffffffffffff'],
      maxNodes: 1,
    });
  });

  it('is shown by profile id where that id brings nothing', async () => {
    const { run } = setup({ replies: ({ responseType }) => (responseType === 'arraybuffer' ? pprof : empty) });
    const { data, errors } = await run([{ profileIdSelector: [UUID] }]);
    expect(errors).toBeUndefined();
    expect((data[0] as DataFrame).meta?.custom?.fixlayer.profileIdSelector).toEqual([UUID]);
  });
});

describe('the node limit', () => {
  const refused = (limit: number) =>
    jsonReply(
      { code: 'invalid_argument', message: `max flamegraph nodes limit 65536 is greater than allowed ${limit}` },
      400
    );

  it('gives way where the default is more than the server allows, and is remembered', async () => {
    const { run, backend } = setup({ replies: [refused(4096), pprof, pprof] });
    const { data } = await run([{}]);
    expect((data[0] as DataFrame).meta?.custom?.fixlayer.maxNodes).toBe(4096);
    await run([{}]);
    expect(backend.sent).toHaveLength(3);
  });

  it('stays an error where the query names it', async () => {
    const { run, backend } = setup({ replies: [refused(4096)] });
    const { errors } = await run([{ maxNodes: 65536 }]);
    expect(backend.sent).toHaveLength(1);
    expect(errors?.[0].message).toContain('Max nodes 65536 is too large. This server allows at most 4096.');
  });

  it('is disclosed where it hid something', async () => {
    const hiding = jsonReply({
      flamegraph: {
        names: ['total', 'main', 'other'],
        levels: [
          { values: ['0', '100', '0', '0'] },
          { values: ['0', '100', '75', '1'] },
          { values: ['75', '25', '25', '2'] },
        ],
        total: '100',
      },
    });
    const { run } = setup({ replies: [olderAnswer, hiding] });
    const { data } = await run([{ maxNodes: 2 }]);
    expect((data[0] as DataFrame).meta?.notices).toEqual([
      { severity: 'info', text: expect.stringContaining('25.0\u00a0% is hidden in “other”') },
    ]);
  });
});

describe('several targets', () => {
  it('fail one by one: an error stands beside the good frames', async () => {
    const failing = replyOf(readRecording('pyroscope/061-err-selector-malformed'));
    const { run } = setup({ replies: [pprof, failing] });
    const { data, errors, state } = await run([
      { refId: 'A' },
      { refId: 'B', labelSelector: '{}' },
      { refId: 'C', profileTypeId: 'cpu' },
    ]);
    expect(data.map(({ refId }) => refId)).toEqual(['A']);
    expect(errors).toEqual([
      {
        refId: 'B',
        kind: 'label-selector',
        status: 400,
        message: expect.stringContaining('The label selector cannot be read'),
      },
      { refId: 'C', kind: 'profile-type', message: expect.stringContaining('The profile type “cpu” is not one.') },
    ]);
    expect(state).toBe(LoadingState.Error);
  });

  it('are not asked when hidden or not finished', async () => {
    const { run, backend } = setup();
    expect(await run([{ hide: true }, { profileTypeId: '' }])).toEqual({ data: [], state: LoadingState.Done });
    expect(backend.sent).toEqual([]);
  });

  it('are all aborted when nobody listens any more', () => {
    const { datasource, backend } = setup({ replies: () => 'never' });
    const subscription = datasource.query(requestOf([{ refId: 'A' }, { refId: 'B', labelSelector: '{}' }])).subscribe();
    expect(backend.sent.map(({ isAborted }) => isAborted)).toEqual([false, false]);
    subscription.unsubscribe();
    expect(backend.sent.map(({ isAborted }) => isAborted)).toEqual([true, true]);
  });
});

it('takes a request that a newer one replaced for no failure', async () => {
  const { run } = setup({ replies: ['cancelled'] });
  expect(await run([{}])).toEqual({ data: [], state: LoadingState.Done });
});

it.each<[string, Reply, string]>([
  [
    'a web page with status 200',
    { status: 200, body: '<!DOCTYPE html><html></html>', headers: { 'content-type': 'text/html' } },
    'A web page answered instead of Pyroscope.',
  ],
  [
    'an answer that is cut',
    { status: 200, body: (pprof as { body: Uint8Array }).body.subarray(0, 5000) },
    'The answer cannot be read.',
  ],
  ['bytes of another kind', { status: 200, body: Uint8Array.of(0xff, 0xff, 0xff) }, 'The answer cannot be read.'],
  [
    'a profile that is broken inside',
    { status: 200, body: Uint8Array.of(0x2a, 0x06, 0x0a, 0x04, 0x12, 0x02, 0x0a, 0x01) },
    'The answer cannot be read.',
  ],
  ['no network', 'network-error', 'No answer arrived.'],
  ['a dead server behind the proxy', { status: 502, body: '' }, 'Grafana cannot reach Pyroscope.'],
])('names %s', async (_, reply, message) => {
  const { run } = setup({ replies: [reply] });
  const { errors, data } = await run([{}]);
  expect(data).toEqual([]);
  expect(errors?.[0].message).toContain(message);
});
