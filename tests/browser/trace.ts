/**
 * What a browser's trace says about the main thread: whole tasks, and the part of them that is code of ours.
 *
 * A task is ours as far as the sampling profiler saw code of our plugins on the stack; React's own work on our components is
 * counted where a component of ours is on the stack.
 */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly id?: string;
  readonly args?: { readonly data?: ProfileData };
}
interface ProfileData {
  /** of an event that was dispatched */
  readonly type?: string;
  readonly startTime?: number;
  readonly timeDeltas?: readonly number[];
  readonly cpuProfile?: {
    readonly nodes?: ReadonlyArray<{
      readonly id: number;
      readonly parent?: number;
      readonly callFrame: { readonly url?: string };
    }>;
    readonly samples?: readonly number[];
  };
}
export interface Tasks {
  /** ms; the whole task, whoever it belongs to */
  readonly longestTaskMs: number;
  readonly longestTaskOfOursMs: number;
}

/** Categories to be traced for what this file reads. */
export const categories = [
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'disabled-by-default-v8.cpu_profiler',
  'blink.user_timing',
];

const ours = '/public/plugins/fixlayer-';

/** Start times (µs) of the profiler's samples on one thread that have code of ours on the stack, with each sample's length. */
function samplesOfOurs(
  events: readonly TraceEvent[],
  pid: number,
  mainThread: number
): Array<{ ts: number; durationUs: number }> {
  const profile = events.find((event) => event.name === 'Profile' && event.pid === pid && event.tid === mainThread);
  const isOurs = new Map<number, boolean>();
  let ts = profile?.args?.data?.startTime ?? 0;
  const found: Array<{ ts: number; durationUs: number }> = [];
  for (const { args } of events.filter(
    (event) => event.name === 'ProfileChunk' && event.id === profile?.id && event.pid === pid
  )) {
    const { cpuProfile, timeDeltas = [] } = args?.data ?? {};
    for (const { id, parent, callFrame } of cpuProfile?.nodes ?? []) {
      isOurs.set(id, (callFrame.url ?? '').includes(ours) || (parent !== undefined && (isOurs.get(parent) ?? false)));
    }
    (cpuProfile?.samples ?? []).forEach((node, index) => {
      const durationUs = timeDeltas[index] ?? 0;
      ts += durationUs;
      if (isOurs.get(node)) {
        found.push({ ts, durationUs });
      }
    });
  }
  return found;
}

/**
 * Longest tasks of the thread that set a mark, from some time before the mark on.
 * @param beforeMs  ms before the mark; all later tasks count, also those after the mark
 */
export function longestTasks(events: readonly TraceEvent[], mark: string, beforeMs: number): Tasks {
  const marked = events.find((event) => event.name === mark);
  if (!marked) {
    throw new Error(`the trace has no mark “${mark}”`);
  }
  const { pid, tid } = marked;
  const tasks = events.filter(
    (event) =>
      event.name === 'RunTask' &&
      event.ph === 'X' &&
      event.pid === pid &&
      event.tid === tid &&
      event.ts >= marked.ts - beforeMs * 1000
  );
  const samples = samplesOfOurs(events, pid, tid);
  const ownMs = tasks.map(({ ts, dur = 0 }) =>
    samples
      .filter((sample) => sample.ts >= ts && sample.ts < ts + dur)
      .reduce((sum, { durationUs }) => sum + durationUs / 1000, 0)
  );
  return {
    longestTaskMs: Math.round(Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000))),
    longestTaskOfOursMs: Math.round(Math.max(0, ...ownMs)),
  };
}

const SCRIPTING = new Set(['EventDispatch', 'FunctionCall', 'RunMicrotasks', 'TimerFire', 'FireAnimationFrame']);

/**
 * Scripting of the thread that set a mark, from the last click before the mark to the mark.
 * @returns ms; nested events count once
 */
export function scriptingAfterClick(events: readonly TraceEvent[], mark: string): number {
  const marked = events.find((event) => event.name === mark);
  if (!marked) {
    throw new Error(`the trace has no mark “${mark}”`);
  }
  const ofThread = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === marked.pid && tid === marked.tid);
  const clicks = ofThread.filter(
    ({ name, args, ts }) => name === 'EventDispatch' && args?.data?.type === 'click' && ts <= marked.ts
  );
  const startTs = Math.max(...clicks.map(({ ts }) => ts));
  let endTs = startTs;
  let scriptingUs = 0;
  for (const { ts, dur = 0 } of ofThread
    .filter(({ name, ts }) => SCRIPTING.has(name) && ts >= startTs && ts <= marked.ts)
    .sort((a, b) => a.ts - b.ts)) {
    scriptingUs += Math.max(0, ts + dur - Math.max(ts, endTs));
    endTs = Math.max(endTs, ts + dur);
  }
  return scriptingUs / 1000;
}
