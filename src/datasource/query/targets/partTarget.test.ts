import type { DataFrame } from '@grafana/data';
import { replyOf, type Reply } from '../../testing/fakeBackend';
import { readRecording } from '../../testing/recordings';
import { runtime, setup } from '../../testing/setup';
import type { PyroscopeQuery } from '../../types';

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

const recorded = replyOf(readRecording('pyroscope/020-pprof-proto'));

async function part(target: Partial<PyroscopeQuery>, reply: Reply = recorded) {
  const { run } = setup({
    replies: [reply],
    variables: { func: { value: 'pricing.ApplyRules' }, empty: { value: '' } },
  });
  const { data, errors } = await run([target]);
  const frame = data[0] as DataFrame | undefined;
  const rows = Array.from({ length: frame?.length ?? 0 }, (_, row) => {
    const at = (name: string) => frame?.fields.find((field) => field.name === name)?.values[row] as number;
    const text = frame?.fields.find(({ name }) => name === 'label')?.config.type?.enum?.text ?? [];
    return { level: at('level'), label: text[at('label')], value: at('value'), self: at('self') };
  });
  return { frame, rows, errors };
}

/** Weight of a function in the recorded profile, from the table of functions. */
async function cumOf(end: string) {
  const { run } = setup({ replies: [recorded] });
  const frame = (await run([{ queryType: 'functions' }])).data[0] as DataFrame;
  const column = (name: string) => frame.fields.find((field) => field.name === name)?.values as unknown[];
  return column('cum')[column('function').findIndex((name) => String(name).endsWith(end))];
}

it.each(['callers', 'callees'] as const)(
  '%s: the function on top, with what it weighs in the profile',
  async (queryType) => {
    const { frame, rows } = await part({ queryType, functionName: '$func' });
    expect(frame).toMatchObject({ name: queryType, refId: 'A', meta: { preferredVisualisationType: 'flamegraph' } });
    expect(rows.slice(0, 2).map(({ level, label }) => [level, label.split('/').at(-1)])).toEqual([
      [0, 'total'],
      [1, 'pricing.ApplyRules'],
    ]);
    expect(rows[1].value).toBe(await cumOf('pricing.ApplyRules'));
    expect(rows.filter(({ level }) => level === 1)).toHaveLength(1);
    expect(frame?.meta?.notices?.[0].text).toMatch(/pricing\.ApplyRules is in \d+\.\d\s% of the profile/);
  }
);

it('has all six callers of a shared function one level below it, and their weights add up', async () => {
  const { rows } = await part({ queryType: 'callers', functionName: 'textnorm.Normalize' });
  const callers = rows.filter(({ level }) => level === 2);
  expect(callers).toHaveLength(6);
  expect(callers.reduce((sum, { value }) => sum + value, 0)).toBe(rows[1].value);
});

it('is empty, with names close to it, where the profile has no such function', async () => {
  const { frame, errors } = await part({ queryType: 'callers', functionName: 'pricing.AplyRules' });
  expect(errors).toBeUndefined();
  expect(frame?.length).toBe(0);
  expect(frame?.meta?.notices?.[0]).toMatchObject({
    severity: 'warning',
    text: expect.stringMatching(/has no function “pricing\.AplyRules”.*ApplyRules/),
  });
});

it('is empty where nothing matched', async () => {
  const target = { queryType: 'callees', functionName: 'main' } as const;
  const { frame, errors } = await part(target, { status: 200, body: new Uint8Array() });
  expect([errors, frame?.length]).toEqual([undefined, 0]);
});

it.each<[Partial<PyroscopeQuery>, string]>([
  [{ queryType: 'callers' }, 'No function. This query type is about one function.'],
  [{ queryType: 'callers', functionName: '$empty' }, '$empty has no value.'],
  [{ queryType: 'callees', functionName: 'func1' }, 'Several functions are called “func1”.'],
])('names what is wrong: %#', async (target, message) => {
  const { errors } = await part(target);
  expect(errors?.[0].message).toContain(message);
});
