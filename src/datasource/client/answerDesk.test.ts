import { lastValueFrom, of, Subject, type Observable } from 'rxjs';
import { AnswerCache } from './answerCache';
import { AnswerDesk, type Question } from './answerDesk';
import { RequestSlots } from './requestSlots';
import type { RawAnswer, RawRequest } from './send';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
/** chosen as two moments, long over */
const settled = { fromMs: NOW - 5 * HOUR, toMs: NOW - 2 * HOUR, isFixed: true };

beforeEach(() => jest.useFakeTimers({ now: NOW }));
afterEach(() => jest.useRealTimers());

const question = (part: Partial<Question<string>> = {}): Question<string> => ({
  request: { path: 'LabelNames', body: '{}' },
  lane: 'lookup',
  read: ({ body }) => `read ${String(body)}`,
  ...part,
});

function open(cache = new AnswerCache(1000), owner = { orgId: 1, uid: 'fl' }) {
  const sent: RawRequest[] = [];
  const send = (request: RawRequest): Observable<RawAnswer> => {
    sent.push(request);
    return of({ status: 200, body: `answer ${sent.length}`, size: 8 });
  };
  const desk = new AnswerDesk(owner, send, undefined, cache);
  return { ask: (part?: Partial<Question<string>>) => lastValueFrom(desk.ask(question(part))), sent, cache };
}

it('keeps the answer of a window that is fixed and over', async () => {
  const { ask, sent } = open();
  expect(await ask({ range: settled })).toBe('read answer 1');
  expect(await ask({ range: settled })).toBe('read answer 1');
  expect(sent).toHaveLength(1);
});

it.each([
  ['relative to now', { fromMs: settled.fromMs, toMs: settled.toMs }],
  ['fixed, but late profiles may still arrive', { ...settled, toMs: NOW - HOUR }],
  ['fixed, and in the future', { ...settled, toMs: NOW + HOUR }],
  ['not given', undefined],
])('asks again where the window is %s', async (_, range) => {
  const { ask } = open();
  expect(await ask({ range })).toBe('read answer 1');
  expect(await ask({ range })).toBe('read answer 2');
});

it.each([
  ['path', { path: 'LabelValues', body: '{}' }],
  ['body', { path: 'LabelNames', body: '{"name":"pod"}' }],
  ['bytes', { path: 'LabelNames', body: Uint8Array.of(1, 200) }],
])('keeps answers to another %s apart', async (_, request) => {
  const { ask, sent } = open();
  await ask({ range: settled });
  await ask({ range: settled, request });
  await ask({ range: settled, request: { path: 'LabelNames', body: Uint8Array.of(1, 201) } });
  expect(sent).toHaveLength(3);
});

it.each([
  ['organisations', { orgId: 2, uid: 'fl' }],
  ['datasources', { orgId: 1, uid: 'other' }],
  ['settings of one datasource', { orgId: 1, uid: 'fl' }],
])('keeps answers of different %s apart', async (_, owner) => {
  const cache = new AnswerCache(1000);
  await open(cache).ask({ range: settled });
  const second = open(cache, owner);
  await second.ask({ range: settled });
  expect(second.sent).toHaveLength(1);
});

it('keeps nothing that cannot be read', async () => {
  const { ask, sent } = open();
  const read = () => {
    throw new Error('cut');
  };
  await expect(ask({ range: settled, read })).rejects.toThrow('cut');
  expect(await ask({ range: settled })).toBe('read answer 2');
  expect(sent).toHaveLength(2);
});

it('counts a parsed answer four times its text', async () => {
  const { ask, cache } = open();
  await ask({ range: settled });
  expect(cache.bytes).toBe(32);
});

it('lets others ask while one waits for its next try', async () => {
  let busy = 0;
  const answers = [new Subject<RawAnswer>(), new Subject<RawAnswer>(), new Subject<RawAnswer>()];
  const desk = new AnswerDesk({ orgId: 1, uid: 'fl' }, () => answers[busy++], new RequestSlots(1), new AnswerCache(1));
  const got: string[] = [];
  desk.ask(question()).subscribe((text) => got.push(text));
  desk.ask(question({ request: { path: 'Other', body: '' } })).subscribe((text) => got.push(text));
  expect(busy).toBe(1);
  answers[0].error({ status: 503 });
  expect(busy).toBe(2);
  answers[1].next({ status: 200, body: 'other', size: 5 });
  answers[1].complete();
  await jest.advanceTimersByTimeAsync(500);
  answers[2].next({ status: 200, body: 'late', size: 4 });
  expect(got).toEqual(['read other', 'read late']);
});
