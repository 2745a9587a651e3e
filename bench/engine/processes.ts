/** Starts measuring processes and talks with them. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Job, Run } from './protocol';

function start(bundle: string, job: Job): ChildProcess {
  return spawn(process.execPath, ['--expose-gc', bundle, JSON.stringify(job)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** @returns the next message; its standard error is ours. @throws Error when the process ends before */
function nextMessage<Message>(child: ChildProcess, { kind, nodes }: Job): Promise<Message> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => {
      child.off('close', onClose);
      resolve(message as Message);
    };
    const onClose = (code: number | null) => {
      child.off('message', onMessage);
      reject(new Error(`the measurement "${kind}" at ${nodes} nodes failed (exit code ${code}).`));
    };
    child.once('message', onMessage).once('close', onClose);
  });
}

/** A fresh process, ended with its one result. */
export async function runJob<Result>(bundle: string, job: Job): Promise<Result> {
  return nextMessage<Result>(start(bundle, job), job);
}

export interface RunningSide<Work extends string, Facts> {
  readonly facts: Facts;
  measure(work: Work): Promise<Run>;
  stop(): void;
}

/** @returns once the side has warmed up */
export async function startSide<Work extends string, Facts>(
  bundle: string,
  job: Job
): Promise<RunningSide<Work, Facts>> {
  const child = start(bundle, job);
  const facts = await nextMessage<Facts>(child, job);
  return {
    facts,
    measure: (work) => {
      const run = nextMessage<Run>(child, job);
      child.send(work);
      return run;
    },
    stop: () => child.disconnect(),
  };
}
