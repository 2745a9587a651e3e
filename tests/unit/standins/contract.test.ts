/**
 * The stand-ins answer what the real servers answered: every recorded exchange is sent again, in recorded time, and
 * compared by the rules of `coverage.ts`.
 */
import path from 'node:path';
import { startStandins, type Standins } from '../../../demo/standins/start';
import { compareBy, compareExactly } from './compare';
import { RULES } from './coverage';
import { exchangeNames, readExchange, replay, type Exchange, type ServerName } from './exchanges';

const DATASET = path.join(__dirname, '..', '..', '..', 'demo', 'dataset');

/** The first query decodes the pushes; a busy machine needs its time. */
jest.setTimeout(60_000);

let standins: Standins;
beforeAll(async () => {
  standins = await startStandins({ dataset: DATASET, recordedTime: true });
});
afterAll(() => standins.close());

/** The server may return any traces within the limit, so the stand-in is asked for all of them. */
function withoutLimit(exchange: Exchange): Exchange {
  return {
    ...exchange,
    request: { ...exchange.request, url: exchange.request.url.replace(/limit=\d+/, 'limit=1000') },
  };
}

describe.each(['pyroscope', 'prometheus', 'tempo'] as const)('%s', (server: ServerName) => {
  const names = exchangeNames(server);
  const rules = RULES[server];
  const named = (kind: string): string[] => names.filter((name) => (rules[name]?.kind ?? 'exact') === kind);

  it.each(named('exact'))('%s: answers as recorded', async (name) => {
    const exchange = readExchange(server, name);
    const found = await replay(standins[server], exchange);
    expect({ status: found.status, differences: compareExactly(found, exchange.recorded) }).toEqual({
      status: exchange.recorded.status,
      differences: [],
    });
  });

  it.each(named('compared'))('%s: answers the same but for what the rule names', async (name) => {
    const rule = rules[name]!;
    const exchange = readExchange(server, name);
    const how = rule.kind === 'compared' ? rule.how : 'names';
    const found = await replay(
      standins[server],
      how === 'some of the found traces' ? withoutLimit(exchange) : exchange
    );
    expect({ status: found.status, differences: compareBy(how, found, exchange.recorded) }).toEqual({
      status: exchange.recorded.status,
      differences: [],
    });
  });

  it('refuses the rest in words', async () => {
    for (const name of named('refused')) {
      const found = await replay(standins[server], readExchange(server, name));
      expect({ name, status: found.status, text: found.text }).toEqual({
        name,
        status: 501,
        text: expect.stringContaining('this stand-in of') as string,
      });
    }
  });

  it('has a recorded exchange for every rule', () => {
    expect(Object.keys(rules).filter((name) => !names.includes(name))).toEqual([]);
  });
});

it('finds a push by its profile id, also under another sample type', async () => {
  const series = readExchange('pyroscope', '105-select-series-exemplars-step-120');
  const cpu = JSON.parse((await replay(standins.pyroscope, series)).text) as {
    series: Array<{ points: Array<{ exemplars: Array<{ profileId: string; timestamp: string }> }> }>;
  };
  const recordedCpu = JSON.parse(series.recorded.text) as typeof cpu;
  const exchange = readExchange('pyroscope', '107-profile-id-selector-other-sample-type');
  const recordedId = (JSON.parse(exchange.request.body.toString()) as { profileIdSelector: string[] })
    .profileIdSelector[0]!;
  const point = recordedCpu.series[0]!.points.findIndex(({ exemplars }) => exemplars[0]!.profileId === recordedId);
  const id = cpu.series[0]!.points[point]!.exemplars[0]!.profileId;
  const body = Buffer.from(exchange.request.body.toString().replace(recordedId, id));
  const found = await replay(standins.pyroscope, { ...exchange, request: { ...exchange.request, body } });
  expect(compareExactly(found, exchange.recorded)).toEqual([]);
});
