/** `npm run fuzz -- --count N --seed S`: broken inputs through every decoder and the engine. Exit 1 where one breaks it. */
import { parseArgs } from 'node:util';
import { fuzz } from './run';

const USAGE = 'usage: npm run fuzz -- [--count 10000] [--seed 1]';

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`--${name} needs a whole number from 1 on, found ${JSON.stringify(text)}. ${USAGE}`);
  }
  return value;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
  });
  const count = wholeNumber('count', values.count);
  const seed = wholeNumber('seed', values.seed);
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
