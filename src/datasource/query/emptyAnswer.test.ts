import type { DataFrame } from '@grafana/data';
import { jsonReply, replyOf, type Reply } from '../testing/fakeBackend';
import { readRecording } from '../testing/recordings';
import { runtime, setup } from '../testing/setup';
import { reasonOf } from './emptyAnswer';

jest.mock('@grafana/runtime', () => ({
  getBackendSrv: () => runtime.backend,
  getTemplateSrv: () => runtime.templates,
}));

const NOW = Date.parse('2026-06-01T12:00:00Z');
const HOUR = 3_600_000;
const stats = { hasProfiles: true, oldestMs: NOW - 48 * HOUR, newestMs: NOW - 2 * HOUR };
const ago = (from: number, to: number) => ({ fromMs: NOW - from * HOUR, toMs: NOW - to * HOUR });

it.each([
  ['in the future', ago(-1, -2), stats, 'is in the future'],
  [
    'of a tenant without profiles',
    ago(1, 0),
    { hasProfiles: false, oldestMs: null, newestMs: null },
    'no profiles for this tenant',
  ],
  ['before the retention', ago(72, 49), stats, 'oldest profile here, of 2026-05-30 12:00:00'],
  ['after the last upload', ago(1, 0), stats, 'newest profile here, of 2026-06-01 10:00:00'],
  ['with profiles of others', ago(24, 0), stats, 'No profile matches'],
  ['of a server that does not tell', ago(72, 49), null, 'No profile matches'],
  ['of dual storage, which names no oldest', ago(72, 49), { ...stats, oldestMs: null }, 'No profile matches'],
])('names the reason of an empty range %s', (_, range, said, text) => {
  expect(reasonOf(range, NOW, said)).toContain(text);
});

describe('on the frame', () => {
  const nothing: Reply = { status: 200, body: new Uint8Array() };
  const notices = async (reply: Reply, statsReply: Reply, ...more: Reply[]) => {
    const { run, backend } = setup({ replies: [reply, ...more], stats: statsReply });
    const { data, errors } = await run([{}]);
    expect(errors).toBeUndefined();
    return { notices: (data[0] as DataFrame).meta?.notices ?? [], asides: backend.asides };
  };

  it('stands the reason, by what the server has', async () => {
    const said = await notices(nothing, replyOf(readRecording('pyroscope/054-profile-stats')));
    expect(said.notices).toEqual([{ severity: 'info', text: expect.stringContaining('No profile matches') }]);
  });

  it('stands that nothing was ever sent', async () => {
    const said = await notices(nothing, jsonReply({}), jsonReply({}));
    expect(said.notices[0].text).toContain('no profiles for this tenant');
  });

  it('does not stand that nothing was sent where profiles are too young to be counted', async () => {
    const said = await notices(nothing, jsonReply({}), replyOf(readRecording('pyroscope/001-profile-types')));
    expect(said.notices[0].text).toContain('No profile matches');
  });

  it.each<[string, Reply]>([
    ['fails', { status: 500, body: '' }],
    ['never answers', 'never'],
  ])('stands the plain reason where the question %s', async (_, statsReply) => {
    expect((await notices(nothing, statsReply)).notices[0].text).toContain('No profile matches');
  });

  it('stands nothing, and no reason is asked for, where there are profiles', async () => {
    const said = await notices(replyOf(readRecording('pyroscope/020-pprof-proto')), jsonReply({}));
    expect(said.notices).toEqual([]);
    expect(said.asides.filter(({ url }) => url.includes('ProfileStats'))).toEqual([]);
  });
});
