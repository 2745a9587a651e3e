import type { DataQueryRequest } from '@grafana/data';
import { lastValueFrom } from 'rxjs';
import { jsonReply, replyOf, type Reply } from '../testing/fakeBackend';
import type { FakeVariables } from '../../shared/ui/selector/testing/fakeTemplates';
import { readRecording } from '../testing/recordings';
import { CPU, rangeOf, runtime, setup } from '../testing/setup';
import type { PyroscopeVariableQuery } from '../types';
import { type PyroscopeVariableSupport } from './variableSupport';

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

const RANGE = { start: 1795385710158, end: 1795386796166 };

function ask(query: Partial<PyroscopeVariableQuery>, reply: Reply, variables: FakeVariables = {}) {
  const { datasource, backend } = setup({ replies: [reply], variables });
  const request = {
    requestId: 'variable-1',
    range: rangeOf(RANGE.start, RANGE.end),
    scopedVars: {},
    targets: [{ refId: 'v', ...query }],
  };
  const answer = lastValueFrom(
    (datasource.variables as PyroscopeVariableSupport).query(
      request as unknown as DataQueryRequest<PyroscopeVariableQuery>
    )
  );
  return { answer, backend };
}

it('lists services by the recorded call', async () => {
  const recording = readRecording('pyroscope/007-label-values-service');
  const { answer, backend } = ask({ kind: 'service' }, replyOf(recording));
  expect((await answer).data.slice(0, 2)).toEqual([
    { text: 'catalog', value: 'catalog' },
    { text: 'checkout', value: 'checkout' },
  ]);
  expect(backend.methods).toEqual(['LabelValues']);
  expect(backend.json(0)).toEqual(JSON.parse(recording.request.body ?? ''));
});

it('lists profile types, CPU first and counts of samples last', async () => {
  const recording = readRecording('pyroscope/001-profile-types');
  const { answer, backend } = ask({ kind: 'profileType' }, replyOf(recording));
  const values = (await answer).data.map(({ value }) => value as string);
  expect(values[0]).toBe(CPU);
  expect(values[1]).toMatch(/^wall:wall:/);
  expect(values.slice(-2).every((value) => value.includes(':samples:'))).toBe(true);
  expect((await answer).data[0]).toEqual({ text: 'process_cpu - cpu', value: CPU });
  expect(backend.json(0)).toEqual(JSON.parse(recording.request.body ?? ''));
});

it('lists the profile types of one service: variables chain', async () => {
  const { answer, backend } = ask(
    { kind: 'profileType', labelSelector: '{service_name="$service"}' },
    jsonReply({ names: ['wall:cpu:nanoseconds:wall:nanoseconds', 'wall:wall:nanoseconds:wall:nanoseconds'] }),
    {
      service: { value: 'catalog' },
    }
  );
  expect((await answer).data.map(({ text }) => text)).toEqual(['wall - wall', 'wall - cpu']);
  expect(backend.json(0)).toEqual({ name: '__profile_type__', matchers: ['{service_name="catalog"}'], ...RANGE });
});

it('lists values of a label, narrowed by selector and profile type in one selector', async () => {
  const { answer, backend } = ask(
    { kind: 'labelValue', label: 'version', labelSelector: '{service_name="$service"}', profileTypeId: '$type' },
    replyOf(readRecording('pyroscope/008-label-values-version')),
    {
      service: { value: ['checkout', 'catalog'], multi: true },
      type: { value: CPU },
    }
  );
  expect((await answer).data.map(({ text }) => text)).toEqual(['1.4.0', '1.5.0']);
  expect(backend.json(0)).toMatchObject({
    name: 'version',
    matchers: [`{service_name=~"(checkout|catalog)",__profile_type__="${CPU}"}`],
  });
});

it('narrows by every chosen profile type, and by none where the variable has no value', async () => {
  const narrowed = { kind: 'service', profileTypeId: '$type' } as const;
  const wall = 'wall:wall:nanoseconds:wall:nanoseconds';
  const several = ask(narrowed, jsonReply({}), { type: { value: [CPU, wall], multi: true } });
  await several.answer;
  expect(several.backend.json(0)).toMatchObject({ matchers: [`{__profile_type__=~"(${CPU}|${wall})"}`] });

  const none = ask(narrowed, jsonReply({}), { type: { value: '' } });
  await none.answer;
  expect(none.backend.json(0)).not.toHaveProperty('matchers');
});

it('does not narrow profile types by one that was left behind', async () => {
  const { answer, backend } = ask({ kind: 'profileType', profileTypeId: CPU }, jsonReply({}));
  await answer;
  expect(backend.methods).toEqual(['ProfileTypes']);
});

it.each([
  ['=', '{service_name=~"(checkout|cata\\\\.log)"}'],
  ['!=', '{service_name!~"(checkout|cata\\\\.log)"}'],
  ['=~', '{service_name=~"(checkout|cata\\\\.log)"}'],
  ['!~', '{service_name!~"(checkout|cata\\\\.log)"}'],
])('chains by %s with several values, never by a glob', async (operator, sent) => {
  const { answer, backend } = ask(
    { kind: 'labelValue', label: '$label', labelSelector: `{service_name${operator}"$service"}` },
    jsonReply({}),
    { service: { value: ['checkout', 'cata.log'], multi: true }, label: { value: 'pod' } }
  );
  await answer;
  expect(backend.json(0)).toEqual({ name: 'pod', matchers: [sent], ...RANGE });
});

it.each([
  [{ type: 'profileType', profileTypeId: '' }, 'ProfileTypes'],
  [{ type: 'label', profileTypeId: CPU }, 'LabelNames'],
  [{ type: 'labelValue', labelName: 'pod' }, 'LabelValues'],
])('asks for a variable of the core datasource, %j, by %s', async (saved, method) => {
  const { answer, backend } = ask(saved as Partial<PyroscopeVariableQuery>, jsonReply({}));
  await answer;
  expect(backend.methods).toEqual([method]);
});

it('lists label names without those of the server’s own book-keeping', async () => {
  const { answer } = ask({ kind: 'labelName' }, replyOf(readRecording('pyroscope/004-label-names')));
  const names = (await answer).data.map(({ text }) => text as string);
  expect(names).toContain('service_name');
  expect(names.filter((name) => name.startsWith('__'))).toEqual([]);
});

it('lists services where the kind is none that it knows', async () => {
  const { answer, backend } = ask(
    { kind: 'constructor' } as unknown as Partial<PyroscopeVariableQuery>,
    jsonReply({ names: ['checkout'] })
  );
  expect((await answer).data).toEqual([{ text: 'checkout', value: 'checkout' }]);
  expect(backend.json(0)).toMatchObject({ name: 'service_name' });
});

it('understands a variable saved for the core datasource, with the query defaults that Grafana merges in', async () => {
  const saved = {
    type: 'labelValue',
    labelName: 'pod',
    profileTypeId: CPU,
    labelSelector: '{}',
    queryType: 'profile',
  } as unknown as Partial<PyroscopeVariableQuery>;
  const { answer, backend } = ask(saved, jsonReply({}));
  expect((await answer).data).toEqual([]);
  expect(backend.json(0)).toMatchObject({ name: 'pod', matchers: [`{__profile_type__="${CPU}"}`] });
});

it('says what failed, and that a label is missing before asking', async () => {
  await expect(ask({ kind: 'service' }, { status: 502 }).answer).rejects.toThrow('Grafana cannot reach Pyroscope.');
  const { answer, backend } = ask({ kind: 'labelValue' }, 'never');
  await expect(answer).rejects.toThrow('No label was chosen.');
  expect(backend.sent).toEqual([]);
});
