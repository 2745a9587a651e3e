import { firstValueFrom, of } from 'rxjs';
import { askArrival } from './arrival';

const HOUR = 3_600_000;
const subject = { profileTypeId: 'cpu', labelSelector: '{service_name="checkout"}', fromMs: 0, toMs: HOUR };

async function ask(series: unknown, nowMs = 2 * HOUR, toMs = HOUR) {
  const asked: unknown[] = [];
  const client = {
    json: (method: string, body: unknown) => {
      asked.push(method, body);
      return of({ series });
    },
  };
  const arrival = await firstValueFrom(askArrival(client, { ...subject, toMs }, { pushSeconds: 15, nowMs }));
  return { arrival, asked };
}

const pod = (name: string, ...times: number[]) => ({
  labels: [{ name: 'pod', value: name }],
  points: times.map((timestamp) => ({ timestamp: String(timestamp), value: 1 })),
});

it('counts instances and finds the newest edge, with one small question', async () => {
  const { arrival, asked } = await ask([pod('a', 120_000, 240_000), pod('b', 360_000)]);
  expect(arrival).toEqual({ instances: 2, moreInstances: false, newestMs: 360_000, untilMs: HOUR, pushSeconds: 15 });
  expect(asked).toEqual(['SelectSeries', expect.objectContaining({ step: 120, start: 0, end: HOUR })]);
});

it('knows no instances where no label names one, and nothing newest where nothing came', async () => {
  expect((await ask([{ points: [{ timestamp: '5', value: 1 }] }])).arrival).toMatchObject({
    instances: null,
    newestMs: 5,
  });
  expect((await ask([])).arrival).toMatchObject({ instances: null, newestMs: null });
});

it('ends now where the window ends later, and asks in no shorter steps than agents push', async () => {
  const { arrival, asked } = await ask([pod('a', 70_000)], 60_000, 120_000);
  expect(arrival).toMatchObject({ newestMs: 60_000, untilMs: 60_000 });
  expect(asked[1]).toMatchObject({ step: 15 });
});

it('tells 500 instances from more', async () => {
  const pods = (count: number) => Array.from({ length: count }, (_, i) => pod(`p${i}`, 120_000));
  const { arrival, asked } = await ask(pods(500));
  expect(arrival).toMatchObject({ instances: 500, moreInstances: false });
  expect(asked[1]).toMatchObject({ limit: 501 });
  expect((await ask(pods(501))).arrival).toMatchObject({ instances: 500, moreInstances: true });
});
