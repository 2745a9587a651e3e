/** `npm run -s standins`: the three servers alone; one JSON line with their addresses when they answer. */
import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { DatasetError } from './dataset';
import { STORAGES, type Storage } from './pyroscope/storageModes';
import { startStandins } from './start';

interface Options {
  readonly dataset: string;
  readonly recordedTime: boolean;
  readonly storage: Storage;
  readonly portPyroscope?: number;
  readonly portPrometheus?: number;
  readonly portTempo?: number;
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError('Give a number from 0 to 65535.');
  }
  return port;
}

const program = new Command('standins')
  .description('Stand-ins for Pyroscope, Prometheus and Tempo that answer from a recording.')
  .option('--dataset <dir>', 'folder of the recording', path.join(__dirname, '..', 'dataset'))
  .option('--recorded-time', 'serve the recording once, at its own time', false)
  .addOption(
    new Option('--storage <mode>', "Pyroscope's storage, whose answers differ").choices(STORAGES).default(STORAGES[0])
  )
  .option('--port-pyroscope <port>', 'port of Pyroscope (0 = a free one)', readPort)
  .option('--port-prometheus <port>', 'port of Prometheus (0 = a free one)', readPort)
  .option('--port-tempo <port>', 'port of Tempo (0 = a free one)', readPort)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

async function main(): Promise<void> {
  const options = program.parse().opts<Options>();
  const { pyroscope, prometheus, tempo, close } = await startStandins({
    dataset: options.dataset,
    recordedTime: options.recordedTime,
    storage: options.storage,
    ports: { pyroscope: options.portPyroscope, prometheus: options.portPrometheus, tempo: options.portTempo },
  });
  process.stdout.write(`${JSON.stringify({ pyroscope, prometheus, tempo })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(() => process.exit(0)));
  }
}

main().catch((error: NodeJS.ErrnoException & { port?: number }) => {
  const inUse =
    error.code === 'EADDRINUSE'
      ? `Port ${error.port} is in use: choose another one with --port-…, or 0 for a free one.`
      : null;
  process.stderr.write(
    `${inUse ?? (error instanceof DatasetError ? error.message : `Stand-ins can't start: ${error.message}`)}\n`
  );
  process.exit(2);
});
