/** `npm run fuzz -- --count N --seed S`: broken inputs through every decoder and the engine. Exit 1 where one breaks it. */
import { parseArgs } from 'node:util';
import { fuzz } from './run';
import { wholeNumber } from '../wholeNumber';

const USAGE = 'usage: npm run fuzz -- [--count 10000] [--seed 1]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  });
  const count = wholeNumber('count', values.count, USAGE);
  const seed = wholeNumber('seed', values.seed, USAGE);
  const { analysed, refused, failures, slowest, peakMegabytes } = await fuzz({
    count,
    seed,
    onFailure: ({ index, title, error }) => process.stdout.write(`input ${index} (${title}): ${error}\n`),
    onProgress: (done) => process.stderr.write(`${done} of ${count}\n`),
  });
  process.stdout.write(
    `${count} inputs, seed ${seed}: ${analysed} analysed, ${refused} refused with a clear message, ` +
      `${failures.length} failures. Slowest: ${Math.round(slowest.ms)} ms (input ${slowest.index}, ${slowest.title}). ` +
      `Peak memory of a process: ${Math.round(peakMegabytes)} MB.\n`
  );
  process.exitCode = failures.length > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
});
