/**
 * The stand-ins answer what the real servers answered: every recorded exchange is sent again, in recorded time, and
 * compared by the rules of `tests/contract/compare.ts`; exceptions are those of `coverage.ts`.
 */
import path from 'node:path';
import { startStandins, type Standins } from '../../../demo/standins/start';
import { compareAnswers } from '../../contract/compare';
import {
  exchangeNames,
  readExchange,
  replay,
  STORAGE_OF,
  type Exchange,
  type ExchangeFolder,
  type ServerName,
} from '../../contract/exchanges';
import { RULES } from './coverage';
import { compareBy } from './ruled';

const DATASET = path.join(__dirname, '..', '..', '..', 'demo', 'dataset');

/** The first query decodes the pushes; a busy machine needs its time. */
jest.setTimeout(120_000);

/** The server may return any traces within the limit, so the stand-in is asked for all of them. */
function withoutLimit(exchange: Exchange): Exchange {
  return {
    ...exchange,
    request: { ...exchange.request, url: exchange.request.url.replace(/limit=\d+/, 'limit=1000') },
  };
}

const folders: ReadonlyArray<readonly [ExchangeFolder, ServerName]> = [
  ['pyroscope', 'pyroscope'],
  ['pyroscope-v1', 'pyroscope'],
  ['pyroscope-dual', 'pyroscope'],
  ['prometheus', 'prometheus'],
  ['tempo', 'tempo'],
];

describe.each(folders)('%s', (folder, server) => {
  const names = exchangeNames(folder);
  const rules = RULES[folder];
  const named = (kind: string): string[] => names.filter((name) => (rules[name]?.kind ?? 'same') === kind);

  let standins: Standins;
  beforeAll(async () => {
    const storage = folder in STORAGE_OF ? STORAGE_OF[folder as keyof typeof STORAGE_OF] : 'v2';
    standins = await startStandins({ dataset: DATASET, recordedTime: true, storage });
  });
  afterAll(() => standins.close());

  it.each(named('same'))('%s: answers as recorded', async (name) => {
    const exchange = readExchange(folder, name);
    const found = await replay(standins[server], exchange);
    expect(compareAnswers(found, exchange.recorded)).toEqual([]);
  });

  it.each(named('compared'))('%s: answers the same but for what the rule names', async (name) => {
    const rule = rules[name]!;
    const exchange = readExchange(folder, name);
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
      const found = await replay(standins[server], readExchange(folder, name));
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
  const standins = await startStandins({ dataset: DATASET, recordedTime: true });
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
  await standins.close();
  expect(compareAnswers(found, exchange.recorded)).toEqual([]);
});
