/** Starts measuring processes and talks with them. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Job, Run } from './protocol';

function start(bundle: string, job: Job): ChildProcess {
  return spawn(process.execPath, ['--expose-gc', bundle, JSON.stringify(job)], {
    // Standard output is for the report alone, and with `--json` for the JSON.
    stdio: ['ignore', process.stderr, 'inherit', 'ipc'],
  });
}

/** @returns the next message; its standard error is ours. @throws Error when the process ends before */
function nextMessage<Message>(child: ChildProcess, { kind, nodes }: Job): Promise<Message> {
  return new Promise((resolve, reject) => {
    const settled = () => child.off('message', onMessage).off('close', onClose).off('error', onError);
    const onMessage = (message: unknown) => {
      settled();
      resolve(message as Message);
    };
    const onClose = (code: number | null) => {
      settled();
      reject(new Error(`the measurement "${kind}" at ${nodes} nodes failed (exit code ${code}).`));
    };
    const onError = (error: Error) => {
      settled();
      reject(error);
    };
    child.once('message', onMessage).once('close', onClose).once('error', onError);
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
    stop: () => {
      if (child.connected) {
        child.disconnect();
      }
    },
  };
}
