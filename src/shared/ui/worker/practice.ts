/**
 * Practice before the first job. An engine compiles code by how often it runs, so the first profile of a page would be
 * read by an interpreter: 80 ms instead of 15 (docs/decisions/0005). A worker that waits for the network has the time.
 *
 * Rounds grow: small ones get the code compiled at low cost, larger ones get it compiled for data of real size. A round has
 * steps, each a task of its own, so that a job waits for one step at most; the first job ends the practice.
 */

import { nextTask } from './nextTask';

/** stacks a round */
export const ROUNDS: readonly number[] = [100, 300, 600, 1000, 1500, 2000, 2500];

/** @param stacks size of the made-up profile. @returns the steps of a round, each done as it is asked for */
export type PracticeRound = (stacks: number) => Iterator<void>;

/**
 * @param later  queues a task
 * @returns ends the practice
 */
export function practise(
  round: PracticeRound,
  { rounds = ROUNDS, later = nextTask }: { rounds?: readonly number[]; later?: (run: () => void) => void } = {}
): () => void {
  let next = 0;
  let steps: Iterator<void> | null = null;
  let isOver = false;
  const run = () => {
    if (isOver) {
      return;
    }
    steps ??= round(rounds[next++]);
    if (steps.next().done === true) {
      steps = null;
    }
    if (steps !== null || next < rounds.length) {
      later(run);
    }
  };
  later(run);
  return () => {
    isOver = true;
  };
}
