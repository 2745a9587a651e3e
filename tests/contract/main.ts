/**
 * `npm run -s contract -- --pyroscope URL [--prometheus URL] [--tempo URL] --json`: the recorded kinds of requests against
 * real servers that `npm run seed` filled, compared with the stand-ins over the same data. Exit 0 when all were tried,
 * 2 with one sentence when that was not possible.
 */
import path from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { DatasetError, readDataset } from '../../demo/standins/dataset';
import { runContract, type Targets } from './contract';
import { ContractError } from './realServer';

function baseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('Give an address that starts with http:// or https://.');
  }
  return text.replace(/\/+$/, '');
}

const program = new Command('contract')
  .description('Compares real servers, filled by the loader, with the stand-ins.')
  .requiredOption('--pyroscope <url>', 'for example http://127.0.0.1:4040', baseUrl)
  .option('--prometheus <url>', 'for example http://127.0.0.1:9090', baseUrl)
  .option('--tempo <url>', "Tempo's API, for example http://127.0.0.1:3200", baseUrl)
  .option('--dataset <dir>', 'folder of the recording that was loaded', path.join(__dirname, '../../demo/dataset'))
  .option('--json', 'print JSON alone', false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

async function main(): Promise<void> {
  const { dataset, json, ...targets } = program.parse().opts<Targets & { dataset: string; json: boolean }>();
  const result = await runContract(targets, readDataset(dataset), Date.now());
  if (json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  for (const { request, why } of result.differ) {
    process.stdout.write(`${request}\n  ${why.replaceAll('\n', '\n  ')}\n`);
  }
  process.stdout.write(`${result.same} of ${result.tried} the same\n`);
}

main().catch((error: Error) => {
  const isOurs = error instanceof ContractError || error instanceof DatasetError;
  process.stderr.write(`${isOurs ? error.message : (error.stack ?? error.message)}\n`);
  process.exitCode = 2;
});
