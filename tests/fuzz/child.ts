/**
 * The process that eats broken inputs: it tells its parent which input it takes before it takes it, so that a crash or a
 * hang is known by its number.
 */
import { Random } from '../generator/random';
import { buildCorpus } from './corpus';
import { HOSTILE } from './hostile';
import { mutate } from './mutations';
import { tryInput } from './tryInput';

export interface Job {
  readonly seed: number;
  /** numbers of the inputs; the first ones are the hostile inputs, the others are drawn */
  readonly from: number;
  readonly to: number;
}

export type Message =
  | { readonly kind: 'start'; readonly index: number; readonly title: string }
  | { readonly kind: 'failure'; readonly index: number; readonly title: string; readonly error: string }
  | {
      readonly kind: 'done';
      readonly analysed: number;
      readonly refused: number;
      readonly slowest: { readonly ms: number; readonly index: number; readonly title: string };
      readonly peakMegabytes: number;
    };

/** Resolves when the message is out of this process: a queue of them would make an honest child look like a hang. */
const tell = (message: Message): Promise<void> =>
  new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error === null ? resolve() : reject(error)));
  });

async function run({ seed, from, to }: Job): Promise<void> {
  const corpus = buildCorpus();
  let slowest = { ms: 0, index: from, title: '' };
  const counted = { analysed: 0, refused: 0 };
  for (let index = from; index < to; index++) {
    const hostile = HOSTILE[index];
    const { title, bytes } =
      hostile === undefined
        ? mutate(corpus, new Random(seed * 7_919 + index))
        : { title: hostile.title, bytes: hostile.build() };
    await tell({ kind: 'start', index, title });
    const startMs = performance.now();
    try {
      counted[tryInput(bytes, index)]++;
    } catch (error) {
      await tell({
        kind: 'failure',
        index,
        title,
        error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      });
    }
    const ms = performance.now() - startMs;
    if (ms > slowest.ms) {
      slowest = { ms, index, title };
    }
  }
  await tell({ kind: 'done', ...counted, slowest, peakMegabytes: process.resourceUsage().maxRSS / 1024 });
}

process.on('message', (job: Job) => {
  run(job).then(
    () => process.disconnect(),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    }
  );
});
