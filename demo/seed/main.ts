/** `npm run seed -- --pyroscope URL …`: the command line of the loader. Exit 0, or 2 with one sentence on standard error. */
import path from 'node:path';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { DatasetError, readDataset } from '../standins/dataset';
import { dashboardLinks } from './links';
import { seed } from './seed';
import { SeedError } from './seedError';

interface Options {
  readonly pyroscope: string;
  readonly tempo?: string;
  readonly prometheus?: string;
  readonly grafana: string;
  readonly dataset: string;
}

const BAD_INPUT = 2;

const program = new Command('seed')
  .description('Loads the recorded incident into real servers, shifted so that it ends now.')
  .requiredOption('--pyroscope <url>', 'Pyroscope, for example http://127.0.0.1:4040', baseUrl)
  .option(
    '--tempo <url>',
    "base address of Tempo's OTLP receiver over HTTP (or of a collector), for example http://127.0.0.1:4318",
    baseUrl
  )
  .option(
    '--prometheus <url>',
    'Prometheus with its remote write receiver and exemplar storage on, for example http://127.0.0.1:9090',
    baseUrl
  )
  .option('--grafana <url>', 'where Grafana is, for the printed links', baseUrl, 'http://localhost:3000')
  .option('--dataset <dir>', 'folder of a recording', path.join(__dirname, '../dataset'))
  .exitOverride()
  .action(async (options: Options) => {
    const dataset = readDataset(options.dataset);
    const { window, deployMs } = await seed(options, {
      dataset,
      nowMs: Date.now(),
      report: (line) => console.error(line),
    });
    for (const { what, url } of dashboardLinks(options.grafana, window, deployMs)) {
      console.log(`${what}: ${url}`);
    }
  });

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : BAD_INPUT; // commander has printed its sentence
  } else if (error instanceof SeedError || error instanceof DatasetError) {
    console.error(error.message);
    process.exitCode = BAD_INPUT;
  } else {
    throw error;
  }
});

function baseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('Give an address that starts with http:// or https://.');
  }
  return text.replace(/\/+$/, '');
}
